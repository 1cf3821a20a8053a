import type { Conditions } from './conditions.js';
import type { Lookup, UrlValues } from './lookup.js';

const NO_VALUES: UrlValues = {};

/**
 * The documents that somebody may see, change and delete: the one place that says so, made once per request and asked by everything
 * that reads or writes. What limits every request (documents that count as deleted, an owner) belongs in here.
 */
export class DocumentScope {
  /** Every document of a collection, whichever resource it is of: what its unique indexes compare. */
  static readonly WHOLE_COLLECTION = new DocumentScope(NO_VALUES, []);

  private constructor(
    /** The values that the URL names, by field: what a document that is created there has. */
    readonly values: UrlValues,
    private readonly conditions: readonly Conditions[],
  ) {}

  /**
   * The documents of a resource, whoever asks: those that others may refer to.
   * @param filter what the resource is limited to, in MongoDB's terms
   */
  static ofResource(filter: Conditions): DocumentScope {
    return isEmpty(filter) ? DocumentScope.WHOLE_COLLECTION : new DocumentScope(NO_VALUES, [filter]);
  }

  /** Of the documents of a resource those that a request is about. */
  requested({ values, conditions }: Lookup): DocumentScope {
    if (conditions.length === 0 && isEmpty(values)) return this;
    return new DocumentScope(values, conditions.length === 0 ? this.conditions : [...this.conditions, ...conditions]);
  }

  /** Of these documents those that meet another condition. */
  narrowed(condition: Conditions): DocumentScope {
    return new DocumentScope(this.values, [...this.conditions, condition]);
  }

  /** Of these documents those that match, in MongoDB's terms; all where nothing more is asked of them. */
  matching(filter: Conditions = NO_VALUES): Conditions {
    const conditions = isEmpty(filter) ? this.conditions : [...this.conditions, filter];
    const [only] = conditions;
    if (!only) return this.values;
    return conditions.length === 1 && isEmpty(this.values) ? only : { ...this.values, $and: conditions };
  }

  /**
   * The document that is in a state, if it is one of these, in MongoDB's terms.
   * @param state its values, which name it more exactly than a URL does
   */
  exactly(state: Conditions): Conditions {
    const { conditions } = this;
    return { ...this.values, ...state, ...(conditions.length > 0 && { $and: conditions }) };
  }
}

function isEmpty(conditions: Conditions): boolean {
  return Object.keys(conditions).length === 0;
}
