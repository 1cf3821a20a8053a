import mongoose from 'mongoose';
import type { DataRelation } from '../definition/field-definition.js';
import type { References } from '../definition/rules/rule.js';
import { remembered } from '../../remembered.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { referenceKey } from './reference-key.js';

/** A reference to a document, and whether it leads to one: as long as nobody has looked it up, it seems to. */
export interface Reference {
  readonly value: unknown;
  leads: boolean;
}

/** The references of one request: which lead to a document, and which nobody has looked up yet. */
export class ReferenceBook implements References {
  private readonly known = new Map<DataRelation, Map<string, Reference>>();
  private asked = new Map<DataRelation, Reference[]>();
  private isClosed = false;

  /** A document is no reference: it would be part of a query. */
  leads(value: unknown, relation: DataRelation): boolean {
    if (isSubDocument(value)) return false;
    const byKey = remembered(this.known, relation, () => new Map<string, Reference>());
    const key = keyOf(value);
    const known = byKey.get(key);
    if (known) return known.leads;
    if (this.isClosed) return false;
    const reference = { value, leads: true };
    byKey.set(key, reference);
    remembered(this.asked, relation, () => []).push(reference);
    return true;
  }

  /** The references that were asked for since this was read last, each once, for what is found out to be written down in them. */
  takeAsked(): Iterable<readonly [DataRelation, readonly Reference[]]> {
    const { asked } = this;
    this.asked = new Map();
    return asked;
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
