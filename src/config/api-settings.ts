import { Setting } from './setting.decorator.js';
import type { WriteConcern } from './write-concern.js';

const NAME = /^[A-Za-z_][\w-]*$/;
const NAMES = { pattern: NAME, allowed: 'a name of letters, digits, _ and -' };
const PATH = /^([\w.~-]+(\/[\w.~-]+)*)?$/;
const FIELD_NAME = /^[\w.-]+$/;

/** How resources behave that do not say otherwise themselves: Eve's global settings, under Eve's names and with Eve's defaults. */
export class ApiSettings {
  @Setting.text({
    default: '',
    pattern: PATH,
    allowed: 'path segments such as api, or none',
    description: 'Path under which every resource lives.',
  })
  readonly urlPrefix!: string;

  @Setting.text({
    default: '',
    pattern: PATH,
    allowed: 'a path segment such as v1, or none',
    description: 'Version of the API, the path segment after URL_PREFIX.',
  })
  readonly apiVersion!: string;

  @Setting.text({
    default: '',
    pattern: PATH,
    allowed: 'a path such as schema, or none',
    description: 'Path at which the resources tell their schemas.',
  })
  readonly schemaEndpoint!: string;

  @Setting.text({
    default: '',
    pattern: /^([A-Za-z_][\w-]*)?$/,
    allowed: 'a name such as _info, or none',
    eveName: 'INFO',
    description: 'Member of the home resource that reports the name and version of the server.',
  })
  readonly infoName!: string;

  @Setting.switch({ default: true, description: 'Answers carry links: _links.' })
  readonly hateoas!: boolean;

  @Setting.switch({ default: true, description: 'Documents have entity tags, and writes are conditional on them.' })
  readonly ifMatch!: boolean;

  @Setting.switch({
    default: true,
    description: 'PUT, PATCH and DELETE of an item need If-Match; otherwise it is checked where it is sent.',
  })
  readonly enforceIfMatch!: boolean;

  @Setting.switch({ default: true, description: 'PUT to an unknown id creates the document.' })
  readonly upsertOnPut!: boolean;

  @Setting.switch({ default: true, description: 'POST with X-HTTP-Method-Override counts as the method it names.' })
  readonly allowOverrideHttpMethod!: boolean;

  @Setting.switch({
    default: true,
    description: 'A write answers with the fields the server gave; otherwise with the whole document.',
  })
  readonly bandwidthSaver!: boolean;

  @Setting.list({
    default: [],
    element: FIELD_NAME,
    allowed: 'field names separated by commas, or none',
    description: 'Fields that the answer to a write has beside those the server gave.',
  })
  readonly extraResponseFields!: readonly string[];

  @Setting.switch({ default: true, description: 'Lists come in pages.' })
  readonly pagination!: boolean;

  @Setting.integer({ default: 25, min: 1, max: 100_000, description: 'Items on a page when max_results does not say.' })
  readonly paginationDefault!: number;

  @Setting.integer({
    default: 50,
    min: 1,
    max: 100_000,
    description: 'Most items on a page; max_results is held to it.',
  })
  readonly paginationLimit!: number;

  @Setting.switch({
    default: false,
    description: 'Pages do not tell how many documents there are, which saves counting them.',
  })
  readonly optimizePaginationForSpeed!: boolean;

  @Setting.list({
    default: ['*'],
    element: /^(\*|[\w.-]+)$/,
    allowed: 'field names separated by commas, * for all, or none',
    description: 'Fields that where may name.',
  })
  readonly allowedFilters!: readonly string[];

  @Setting.switch({ default: false, description: 'The values in where must satisfy the rules of their fields.' })
  readonly validateFilters!: boolean;

  @Setting.switch({ default: true, description: 'Clients may ask for an order: sort.' })
  readonly sorting!: boolean;

  @Setting.switch({ default: true, description: 'Clients may ask for parts of documents: projection.' })
  readonly projection!: boolean;

  @Setting.switch({
    default: true,
    description: 'Clients may ask for referred documents in place of references: embedded.',
  })
  readonly embedding!: boolean;

  @Setting.list({
    default: ['$where', '$regex'],
    element: /^\$\w+$/,
    allowed: 'operators separated by commas, or none',
    description: 'Operators that where may not use. $where is never allowed.',
  })
  readonly mongoQueryBlacklist!: readonly string[];

  @Setting.list({
    default: [],
    element: /^\$\w+$/,
    allowed: 'operators separated by commas, or none',
    description: 'Operators that where may use beside those of the guide.',
  })
  readonly mongoQueryWhitelist!: readonly string[];

  @Setting.writeConcern({
    default: {},
    description:
      'What a write must have reached before it is answered; {} leaves that to the connection string and the server.',
  })
  readonly mongoWriteConcern!: WriteConcern;

  @Setting.switch({ default: false, description: 'Documents may have fields that the resource does not declare.' })
  readonly allowUnknown!: boolean;

  @Setting.switch({
    default: true,
    description: 'PATCH merges sub-documents member by member; otherwise it replaces them.',
  })
  readonly mergeNestedDocuments!: boolean;

  @Setting.switch({ default: true, description: 'A dotted name in a payload is a path into a sub-document.' })
  readonly normalizeDottedFields!: boolean;

  @Setting.switch({ default: true, description: 'PATCH fills in the defaults of fields that the document lacks.' })
  readonly normalizeOnPatch!: boolean;

  @Setting.switch({ default: false, description: 'GeoJSON objects may have members that the standard does not name.' })
  readonly allowCustomFieldsInGeojson!: boolean;

  @Setting.integer({
    default: 422,
    min: 400,
    max: 499,
    description: 'Status of an answer to a document that is not valid.',
  })
  readonly validationErrorStatus!: number;

  @Setting.switch({
    default: false,
    description: 'In _issues every field has a list, also where one thing is wrong with it.',
  })
  readonly validationErrorAsList!: boolean;

  @Setting.optionalText({
    shown: 'no-cache, none where CACHE_EXPIRES is set',
    pattern: /^[\x20-\x7e]*$/,
    allowed: 'cache directives such as max-age=20, or none',
    description: 'Cache-Control header of GET and HEAD; with no-cache what a client keeps is asked about each time.',
  })
  readonly cacheControl: string | undefined;

  @Setting.integer({
    default: 0,
    min: 0,
    max: 31_536_000,
    description: 'Seconds from now to the Expires header of GET and HEAD; 0 leaves it out.',
  })
  readonly cacheExpires!: number;

  @Setting.choices({
    default: ['json', 'xml'],
    of: ['json', 'xml'],
    synonyms: { 'eve.render.JSONRenderer': 'json', 'eve.render.XMLRenderer': 'xml' },
    description: 'Formats of answers, by Accept; the first is for clients that accept anything.',
  })
  readonly renderers!: readonly RendererName[];

  @Setting.switch({ default: false, description: 'Orders the members of JSON answers by name.' })
  readonly jsonSortKeys!: boolean;

  @Setting.text({
    default: '',
    pattern: /^[\w.-]*$/,
    allowed: 'the name of a query parameter, or none',
    description: 'Query parameter that names the function a JSON answer is handed to (JSONP).',
  })
  readonly jsonpArgument!: string;

  @Setting.text({ default: 'where', ...NAMES, description: 'Name of the query parameter that filters.' })
  readonly queryWhere!: string;

  @Setting.text({ default: 'sort', ...NAMES, description: 'Name of the query parameter that sorts.' })
  readonly querySort!: string;

  @Setting.text({ default: 'projection', ...NAMES, description: 'Name of the query parameter that picks fields.' })
  readonly queryProjection!: string;

  @Setting.text({ default: 'page', ...NAMES, description: 'Name of the query parameter that picks a page.' })
  readonly queryPage!: string;

  @Setting.text({
    default: 'max_results',
    ...NAMES,
    description: 'Name of the query parameter that sets the size of a page.',
  })
  readonly queryMaxResults!: string;

  @Setting.text({ default: 'embedded', ...NAMES, description: 'Name of the query parameter that embeds documents.' })
  readonly queryEmbedded!: string;

  @Setting.text({
    default: 'aggregate',
    ...NAMES,
    description: 'Name of the query parameter with the values of an aggregation.',
  })
  readonly queryAggregation!: string;

  @Setting.text({
    default: 'X-Total-Count',
    ...NAMES,
    description: 'Name of the header that reports how many documents match.',
  })
  readonly headerTotalCount!: string;

  @Setting.text({
    default: '_updated',
    ...NAMES,
    eveName: 'LAST_UPDATED',
    description: 'Name of the field, stored and served, with the time of the last write.',
  })
  readonly lastUpdatedName!: string;

  @Setting.text({
    default: '_created',
    ...NAMES,
    eveName: 'DATE_CREATED',
    description: 'Name of the field, stored and served, with the time of creation.',
  })
  readonly dateCreatedName!: string;

  @Setting.text({
    default: '_etag',
    ...NAMES,
    eveName: 'ETAG',
    description: 'Name of the field, stored and served, with the entity tag.',
  })
  readonly etagName!: string;

  @Setting.text({
    default: '_issues',
    ...NAMES,
    eveName: 'ISSUES',
    description: 'Name of the member of answers with what is wrong with a document.',
  })
  readonly issuesName!: string;

  @Setting.text({
    default: '_status',
    ...NAMES,
    eveName: 'STATUS',
    description: 'Name of the member of answers with the outcome of a write.',
  })
  readonly statusName!: string;

  @Setting.text({
    default: '_error',
    ...NAMES,
    eveName: 'ERROR',
    description: 'Name of the member of answers with what went wrong.',
  })
  readonly errorName!: string;

  @Setting.text({
    default: '_items',
    ...NAMES,
    eveName: 'ITEMS',
    description: 'Name of the member of answers with the documents of a list.',
  })
  readonly itemsName!: string;

  @Setting.text({
    default: '_links',
    ...NAMES,
    eveName: 'LINKS',
    description: 'Name of the member of answers with the links.',
  })
  readonly linksName!: string;

  @Setting.text({
    default: '_meta',
    ...NAMES,
    eveName: 'META',
    description: 'Name of the member of answers with the figures of a page.',
  })
  readonly metaName!: string;

  @Setting.text({
    default: 'OK',
    pattern: /^[\x20-\x7e]+$/,
    allowed: 'a short text',
    description: 'Value of STATUS when all is well.',
  })
  readonly statusOk!: string;

  @Setting.text({
    default: 'ERR',
    pattern: /^[\x20-\x7e]+$/,
    allowed: 'a short text',
    description: 'Value of STATUS when it is not.',
  })
  readonly statusErr!: string;

  @Setting.text({
    default: '%a, %d %b %Y %H:%M:%S GMT',
    pattern: /^(?:[^%]|%[aAbBcdefGHIjmMpSuUVwWxXyYzZ%])+$/,
    allowed: "a text with the directives of Python's strftime",
    description: 'How dates are written in documents, in UTC. ISO 8601 and RFC 1123 are understood always.',
  })
  readonly dateFormat!: string;

  @Setting.integer({ default: 1000, min: 1, max: 100_000, description: 'Most documents in one POST.' })
  readonly bulkLimit!: number;

  @Setting.switch({
    default: true,
    description: 'A POST may bring a list of documents, unless its resource says otherwise.',
  })
  readonly bulkEnabled!: boolean;

  @Setting.switch({ default: false, description: 'A single value given for a list is a list of one.' })
  readonly autoCreateLists!: boolean;
}

/** The settings that a resource can decide for itself; where it does not, the service's hold. */
export const OWN_SETTINGS = [
  'allowCustomFieldsInGeojson',
  'allowUnknown',
  'allowedFilters',
  'autoCreateLists',
  'bandwidthSaver',
  'bulkEnabled',
  'bulkLimit',
  'cacheControl',
  'cacheExpires',
  'embedding',
  'enforceIfMatch',
  'extraResponseFields',
  'hateoas',
  'headerTotalCount',
  'ifMatch',
  'mergeNestedDocuments',
  'mongoQueryBlacklist',
  'mongoQueryWhitelist',
  'mongoWriteConcern',
  'normalizeDottedFields',
  'normalizeOnPatch',
  'optimizePaginationForSpeed',
  'pagination',
  'paginationDefault',
  'paginationLimit',
  'sorting',
  'upsertOnPut',
  'validateFilters',
  'validationErrorAsList',
] as const satisfies readonly (keyof ApiSettings)[];

/** How a resource behaves where Eve has a setting for it. */
export type OwnSettings = Pick<ApiSettings, (typeof OWN_SETTINGS)[number]>;

/** The formats of bodies. */
export type RendererName = 'json' | 'xml';
