import type { FieldDefinition, MemberRules } from './field-definition.js';
import type { Aggregation, AggregationOptions } from './aggregation.js';
import type { QueryOptions } from './query-options.js';
import type { Relation } from './relations.js';
import type { VisibleFields } from './visible-fields.js';

/** The methods a collection can offer; HEAD comes with GET, OPTIONS with all. */
export type ResourceMethod = 'GET' | 'POST' | 'DELETE';

/** The methods an item can offer. */
export type ItemMethod = 'GET' | 'PUT' | 'PATCH' | 'DELETE';

/** What `@Resource` lets a class say about itself. */
export interface ResourceOptions extends MemberRules, QueryOptions {
  /** The resource's name: its collection in MongoDB and, unless `url` says otherwise, its URL. */
  readonly name: string;
  /** Where it lives, relative to the root of the API. */
  readonly url?: string;
  /** The title of links to the collection; the URL unless given. */
  readonly title?: string;
  /** The title of links to an item; the singular of the name unless given. */
  readonly itemTitle?: string;
  readonly resourceMethods?: readonly ResourceMethod[];
  readonly itemMethods?: readonly ItemMethod[];
  /** `Cache-Control` of what it answers to GET; the service's setting unless given. */
  readonly cacheControl?: string;
  /** Seconds until what it answers to GET expires; the service's setting unless given. */
  readonly cacheExpires?: number;
  /** PUT to an unknown id creates the document. */
  readonly upsertOnPut?: boolean;
  /** In `_issues` every field has a list, also where one thing is wrong with it. */
  readonly validationErrorAsList?: boolean;
  /** Relations whose documents are served in place of the references, unless the client says otherwise; dotted paths. */
  readonly embeddedFields?: readonly string[];
  /** The only documents there are, for reading, changing and deleting: a `where` in either of its syntaxes, or as an object. */
  readonly filter?: string | Readonly<Record<string, unknown>>;
  /** The order of a list whose client asks for none: a `sort`. */
  readonly defaultSort?: string;
  /** `{a: 1}`: no other field can be had; `{a: 0}`: left out unless a client's `projection` includes it. */
  readonly projection?: Readonly<Record<string, 0 | 1>>;
  /** Fields that clients can write but neither see nor name in a query. */
  readonly hidden?: readonly string[];
  /** What is computed from the collection and served in place of its documents: a collection for GET alone, without items. */
  readonly aggregation?: AggregationOptions;
  /** Indexes beside those of `unique` fields: MongoDB's key documents. */
  readonly indexes?: readonly Readonly<Record<string, 1 | -1>>[];
  /** One sentence for the OpenAPI document. */
  readonly description?: string;
  /** A whole document as a client posts it, for the OpenAPI document. */
  readonly example?: Readonly<Record<string, unknown>>;
}

/** What a resource IS: everything the engine needs to serve it. */
export interface ResourceDefinition<T extends object = object> extends MemberRules {
  readonly model: new () => T;
  readonly name: string;
  readonly url: string;
  readonly title: string;
  readonly itemTitle: string;
  readonly description: string;
  readonly resourceMethods: readonly ResourceMethod[];
  readonly itemMethods: readonly ItemMethod[];
  readonly upsertOnPut: boolean;
  readonly validationErrorAsList: boolean;
  readonly cacheControl: string | undefined;
  readonly cacheExpires: number | undefined;
  readonly indexes: readonly Readonly<Record<string, 1 | -1>>[];
  readonly example: Readonly<Record<string, unknown>> | undefined;
  readonly fields: readonly FieldDefinition[];
  /** Every reference of its documents to others, at any depth. */
  readonly relations: readonly Relation[];
  readonly embeddedFields: readonly string[];
  readonly filter: string | Readonly<Record<string, unknown>> | undefined;
  readonly defaultSort: string | undefined;
  readonly queryOptions: QueryOptions;
  readonly aggregation: Aggregation | undefined;
  /** What clients get to see, and the relations among it. */
  readonly visible: VisibleFields & { readonly relations: readonly Relation[] };
}
