import mongoose from 'mongoose';
import type { DataRelation } from '../definition/field-definition.js';
import type { References } from '../definition/rules/rule.js';
import { remembered } from '../../remembered.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { referenceKey } from './reference-key.js';

/** The references of one request: which lead to a document, and which nobody has looked up yet. */
export class ReferenceBook implements References {
  private readonly asked = new Map<DataRelation, Map<string, unknown>>();
  private readonly known = new Map<DataRelation, Map<string, boolean>>();
  private isClosed = false;

  /** A document is no reference: it would be part of a query. */
  leads(value: unknown, relation: DataRelation): boolean {
    if (isSubDocument(value)) return false;
    const key = keyOf(value);
    const known = this.known.get(relation)?.get(key);
    if (known !== undefined || this.isClosed) return known === true;
    remembered(this.asked, relation, () => new Map<string, unknown>()).set(key, value);
    return true;
  }

  /** The references that were asked for since this was read last, each once, under their keys. */
  takeAsked(): readonly (readonly [DataRelation, ReadonlyMap<string, unknown>])[] {
    const taken = [...this.asked];
    this.asked.clear();
    return taken;
  }

  /** Writes down which of these references lead to a document; says whether all do. */
  answer(
    relation: DataRelation,
    references: ReadonlyMap<string, unknown>,
    exists: (value: unknown) => boolean,
  ): boolean {
    const known = remembered(this.known, relation, () => new Map<string, boolean>());
    let areAll = true;
    for (const [key, value] of references) {
      const leads = exists(value);
      known.set(key, leads);
      areAll &&= leads;
    }
    return areAll;
  }

  /** From now on what is not known leads nowhere. */
  close(): void {
    this.isClosed = true;
  }
}

/** A DBRef says itself into which collection it leads. */
function keyOf(value: unknown): string {
  const key = referenceKey(value);
  return value instanceof mongoose.mongo.DBRef ? `${value.collection} ${key}` : key;
}
