import type { ApiSettings, OwnSettings } from '../../../config/api-settings.js';
import type { Aggregation, AggregationOptions } from './aggregation.js';
import type { FieldDefinition, MemberRules } from '../fields/field-definition.js';
import type { ReadingPolicy } from '../rules/rule.js';
import type { IndexDeclaration } from './index-definition.js';
import type { Relation } from './relations.js';
import type { ResourceRoutes, RouteOptions } from '../routes/resource-routes.js';
import type { NamedServerField, ServerNames } from './server-fields.js';
import type { VisibleFields } from './visible-fields.js';

/** The service's names for the fields and members that every document or answer has. */
export type WireNames = ServerNames &
  Pick<ApiSettings, 'statusName' | 'statusOk' | 'itemsName' | 'linksName' | 'metaName' | 'infoName'>;

/** The options of `@Resource`. */
export interface ResourceOptions extends RouteOptions, Partial<OwnSettings>, Omit<MemberRules, 'allowUnknown'> {
  /** Results computed from the collection and served in place of its documents: a collection for GET alone, without items. */
  readonly aggregation?: AggregationOptions;
  /** The collection in MongoDB; several resources may share one. */
  readonly source?: string;
  /** The title of links to the collection; the URL unless given. */
  readonly title?: string;
  /** The title of links to an item; the singular of the name unless given. */
  readonly itemTitle?: string;
  /** Relations whose documents are served in place of the references, unless the client says otherwise; dotted paths. */
  readonly embeddedFields?: readonly string[];
  /** The only documents there are, for reading, changing and deleting: a `where` in either of its syntaxes, or as an object, which may name fields that are not declared. */
  readonly filter?: string | Readonly<Record<string, unknown>>;
  /** The order of a list whose client asks for none: a `sort`. */
  readonly defaultSort?: string;
  /** `{a: 1}`: no other field can be had; `{a: 0}`: left out unless a client's `projection` includes it; `false`: clients cannot ask for parts. */
  readonly projection?: Readonly<Record<string, 0 | 1>> | false;
  /** Fields that clients can write but neither see nor name in a query. */
  readonly hidden?: readonly string[];
  /** Fields that entity tags do not stand for; dotted paths in sub-documents. */
  readonly etagIgnoreFields?: readonly string[];
  /** Indexes beside those of `unique` fields: MongoDB's key documents, or `{ keys, name, unique, … }`. */
  readonly indexes?: readonly IndexDeclaration[];
  /** One sentence for the OpenAPI document. */
  readonly description?: string;
  /** A whole document as a client posts it, for the OpenAPI document. */
  readonly example?: Readonly<Record<string, unknown>>;
}

/** A resource, in full: everything the engine needs to serve it. */
export interface ResourceDefinition<T extends object = object>
  extends ResourceRoutes, OwnSettings, Omit<MemberRules, 'allowUnknown'> {
  readonly model: new () => T;
  readonly names: WireNames;
  /** How its documents are read and dates in them written. */
  readonly policy: ReadingPolicy;
  readonly source: string;
  readonly title: string;
  readonly itemTitle: string;
  readonly description: string;
  readonly indexes: readonly IndexDeclaration[];
  readonly example: Readonly<Record<string, unknown>> | undefined;
  readonly fields: readonly FieldDefinition[];
  /** The fields that the engine adds to its documents, in the order of answers. */
  readonly added: readonly NamedServerField[];
  /** The fields that every document has. */
  readonly serverFields: readonly FieldDefinition[];
  readonly embeddedFields: readonly string[];
  /** As the engine knows them, whatever the service calls its own. */
  readonly etagIgnoreFields: readonly string[];
  readonly filter: string | Readonly<Record<string, unknown>> | undefined;
  readonly defaultSort: string | undefined;
  readonly aggregation: Aggregation | undefined;
  /** Clients may ask for parts of documents. */
  readonly projection: boolean;
  /** The fields that clients see, and the relations among them. */
  readonly visible: VisibleFields & { readonly relations: readonly Relation[] };
}
