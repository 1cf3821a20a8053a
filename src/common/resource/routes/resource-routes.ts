import type { ToPage } from '../../http/formats/html/html-format.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { UrlParameter, UrlRule } from './url-rule.js';

/** The methods a collection can offer; HEAD comes with GET, OPTIONS with all. */
export type ResourceMethod = 'GET' | 'POST' | 'DELETE';

/** The methods an item can offer. */
export type ItemMethod = 'GET' | 'PUT' | 'PATCH' | 'DELETE';

/** Another way to a resource's items: by the value of a field in place of the id (Eve's `additional_lookup`). */
export interface AdditionalLookup {
  readonly field: string;
  /** The form of the last part of the URL, in the syntax of `itemUrl`; the field's type decides where it is left out. */
  readonly url?: string;
}

/** The options that decide at which URLs a resource lives and what can be done there. */
export interface RouteOptions {
  /** The resource's name: its collection in MongoDB and its URL, unless `source` and `url` say otherwise. */
  readonly name: string;
  /** Where it lives, relative to the root of the API; a part such as `<regex("[a-f0-9]{24}"):person>` is the value of that field. */
  readonly url?: string;
  readonly resourceMethods?: readonly ResourceMethod[];
  readonly itemMethods?: readonly ItemMethod[];
  /** `false`: items have no URLs of their own. */
  readonly itemLookup?: boolean;
  /** The field whose value ends an item's URL; `idField` unless given. */
  readonly itemLookupField?: string;
  /** The form of that value: `regex("[a-f0-9]{24}")`, `int`, `string`, `uuid`, … as in a URL rule of Werkzeug. */
  readonly itemUrl?: string;
  readonly additionalLookup?: AdditionalLookup;
  /** `true`: other resources may refer to it, but it has no URL. */
  readonly internalResource?: boolean;
  /** The field that tells items apart; `_id` unless given. */
  readonly idField?: string;
  /** Makes a page for people of an item as it is answered; without it there is only data. */
  readonly page?: ToPage;
}

/** Where a resource's routes are: `RouteOptions`, decided. */
export interface ResourceRoutes extends Required<
  Omit<RouteOptions, 'additionalLookup' | 'idField' | 'itemLookupField' | 'itemUrl' | 'page'>
> {
  readonly page: ToPage | undefined;
  /** Where it lives, with a place for each value: `people/<person>/invoices`. */
  readonly url: string;
  /** The same in its parts. */
  readonly collection: UrlRule;
  /** The field that identifies items. */
  readonly id: FieldDefinition;
  /** The part of an item's URL after that of its collection. */
  readonly item: UrlParameter;
  /** The parts it can have there for a GET: the same, if it can be read, and `additionalLookup`. The first that matches counts. */
  readonly readings: readonly UrlParameter[];
}
