import mongoose from 'mongoose';
import type { DataRelation } from '../fields/field-definition.js';
import type { References } from '../rules/rule.js';
import { remembered } from '../../remembered.js';
import { isSubDocument } from '../../bson/is-sub-document.js';
import { valueKey } from '../types/value-key.js';

const { ObjectId } = mongoose.Types;

/** A reference to a document, and whether it leads to one: as long as nobody has looked it up, it seems to. */
export interface Reference {
  readonly value: unknown;
  leads: boolean;
}

/** The references of one request: which lead to a document, and which nobody has looked up yet. */
export class ReferenceBook implements References {
  private readonly pages = new Map<DataRelation, Page>();
  private isClosed = false;

  /** A document is no reference: it would be part of a query. */
  leads(value: unknown, relation: DataRelation): boolean {
    if (isSubDocument(value)) return false;
    const page = remembered(this.pages, relation, () => new Page());
    return page.referenceTo(value, !this.isClosed).leads;
  }

  /** The references that were asked for since this was read last, each once, for what is found out to be written down in them. */
  takeAsked(): readonly (readonly [DataRelation, readonly Reference[]])[] {
    const asked = [...this.pages].map(([relation, page]) => [relation, page.takeAsked()] as const);
    return asked.filter(([, references]) => references.length > 0);
  }

  /** From now on what is not known leads nowhere. */
  close(): void {
    this.isClosed = true;
  }
}

/** The references of one relation. */
class Page {
  private readonly byKey = new Map<string, Reference>();
  private readonly inOrder: Reference[] = [];
  private taken = 0;
  /** Which one is likely to be asked for: documents that are validated again ask in the same order, and a key takes time to make. */
  private next = 0;

  /** The reference with a value; where there is none yet, one that leads somewhere or does not. */
  referenceTo(value: unknown, leads: boolean): Reference {
    const expected = this.inOrder[this.next];
    if (expected && isSameId(expected.value, value)) {
      this.next += 1;
      return expected;
    }
    return remembered(this.byKey, valueKey(value), () => {
      const reference = { value, leads };
      this.inOrder.push(reference);
      return reference;
    });
  }

  takeAsked(): readonly Reference[] {
    const asked = this.inOrder.slice(this.taken);
    this.taken = this.inOrder.length;
    this.next = 0;
    return asked;
  }
}

function isSameId(one: unknown, other: unknown): boolean {
  return one instanceof ObjectId && other instanceof ObjectId && one.equals(other);
}
