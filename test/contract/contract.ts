import type { HeaderObject, OpenAPIObject, OperationObject, ReferenceObject, ResponseObject } from '@nestjs/swagger';
import { Ajv2020 } from 'ajv/dist/2020.js';

/** An operation of the document, and where it is. */
export interface DocumentedOperation {
  readonly id: string;
  /** In capitals, as it is sent. */
  readonly method: string;
  readonly path: string;
  readonly operation: OperationObject;
}

/** A value, and where its schema is, as a JSON pointer. */
export interface Example {
  readonly value: unknown;
  readonly schema: string;
}

const METHODS = ['get', 'head', 'post', 'put', 'patch', 'delete', 'options'] as const;

/** What an OpenAPI document promises, with the means to hold the service to it. */
export class Contract {
  readonly operations: readonly DocumentedOperation[];
  private readonly ajv: Ajv2020;
  /** Every header that any response is said to have. */
  private readonly headerNames: readonly string[];
  private readonly byId: ReadonlyMap<string, DocumentedOperation>;

  constructor(readonly document: OpenAPIObject) {
    this.operations = Object.entries(document.paths).flatMap(([path, item]) =>
      METHODS.flatMap((method) => {
        const operation = item[method];
        return operation ? [{ id: operation.operationId ?? '', method: method.toUpperCase(), path, operation }] : [];
      }),
    );
    this.headerNames = headersOf(document, this.operations);
    this.byId = new Map(this.operations.map((operation) => [operation.id, operation]));
    const formats = {
      'http-date': isHttpDate,
      'date-time': isIsoDate,
      uri: URL.canParse.bind(URL),
      decimal: true,
      byte: true,
    } as const;
    this.ajv = new Ajv2020({ strict: false, allErrors: true, formats });
    this.ajv.addSchema(closed(structuredClone(document)) as object, 'openapi.json');
  }

  /** `GET /estimations/:id`, …, sorted. */
  get routes(): readonly string[] {
    return this.operations.map(({ method, path }) => `${method} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`).toSorted();
  }

  /** Every example of a body, parameter or header: what stands beside a schema. */
  get examples(): readonly Example[] {
    return findExamples(this.document);
  }

  /** The operation of this id. */
  find(id: string): DocumentedOperation {
    const found = this.byId.get(id);
    if (!found) throw new Error(`The document has no operation ${id}`);
    return found;
  }

  /** What is wrong with a value by the schema at a JSON pointer; members that no schema names are wrong too. */
  faultsOf(value: unknown, pointer: string): readonly string[] {
    const validate = this.ajv.getSchema(`openapi.json#${pointer}`);
    if (!validate) throw new Error(`The document has nothing at ${pointer}`);
    if (validate(value)) return [];
    return (validate.errors ?? []).map(({ instancePath, message = '' }) => `${pointer}: ${instancePath} ${message}`);
  }

  /** Where in a response the document and the service disagree. */
  async compare(id: string, response: Response): Promise<readonly string[]> {
    const { method, path, operation } = this.find(id);
    const documented = operation.responses[String(response.status)] as ResponseObject | undefined;
    const text = await response.text();
    if (!documented) return [`${id} answers ${response.status}, which is not documented: ${text}`];
    const headers = this.compareHeaders(documented, response.headers);
    const parts = ['paths', path, method.toLowerCase(), 'responses', String(response.status), 'content'];
    const type = response.headers.get('content-type')?.split(';', 1)[0] ?? '';
    const body = documented.content
      ? type in documented.content
        ? this.faultsOf(readBody(text, type), toPointer([...parts, type, 'schema']))
        : [`Content-Type is ${type === '' ? 'missing' : type}`]
      : [text === '' ? [] : `an undocumented body: ${text}`].flat();
    return [...headers, ...body].map((fault) => `${id} ${response.status}: ${fault}`);
  }

  private compareHeaders({ headers: documented = {} }: ResponseObject, sent: Headers): readonly string[] {
    const missing = Object.entries(documented).filter(([name, header]) => this.isRequired(header) && !sent.has(name));
    const undocumented = this.headerNames.filter((name) => sent.has(name) && !(name in documented));
    return [
      ...missing.map(([name]) => `${name} is missing`),
      ...undocumented.map((name) => `${name} is not documented`),
    ];
  }

  private isRequired(header: HeaderObject | ReferenceObject): boolean {
    if (!('$ref' in header)) return header.required ?? false;
    const known = this.document.components?.headers?.[header.$ref.split('/').at(-1) ?? ''];
    if (!known || '$ref' in known) throw new Error(`The document has nothing at ${header.$ref}`);
    return known.required ?? false;
  }
}

function headersOf({ components }: OpenAPIObject, operations: readonly DocumentedOperation[]): readonly string[] {
  const responses = operations.flatMap(({ operation }) => Object.values(operation.responses) as ResponseObject[]); // none of ours is a reference
  const names = responses.flatMap(({ headers = {} }) => Object.keys(headers));
  return [...new Set([...names, ...Object.keys(components?.headers ?? {})])];
}

/** A body as its schema describes it: a text, unless it is JSON. */
function readBody(text: string, type: string): unknown {
  return type.endsWith('json') ? JSON.parse(text) : text;
}

/** Path members → JSON pointer, as the fragment of a URI. */
function toPointer(parts: readonly string[]): string {
  const escaped = parts.map((part) => part.replaceAll('~', '~0').replaceAll('/', '~1'));
  return escaped.map((part) => `/${encodeURIComponent(part)}`).join('');
}

/** The schemas of a document with every object closed: a test wants to hear of members that nobody described. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return (node as readonly unknown[]).map(closed); // `isArray` says any[]
  if (typeof node !== 'object' || node === null) return node;
  const members: readonly (readonly [string, unknown])[] = Object.entries(node);
  const copy = Object.fromEntries(members.map(([name, value]) => [name, name === 'examples' ? value : closed(value)]));
  if (copy['type'] === 'object' && 'properties' in copy) copy['additionalProperties'] ??= false;
  return copy;
}

function isHttpDate(text: string): boolean {
  return new Date(text).toUTCString() === text;
}

function isIsoDate(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z$/.test(text) && !Number.isNaN(Date.parse(text));
}

function findExamples(node: unknown, at: readonly string[] = []): readonly Example[] {
  if (typeof node !== 'object' || node === null) return [];
  const { schema, example, examples = {} } = node as { schema?: unknown; example?: unknown; examples?: object };
  const schemaAt = toPointer([...at, 'schema']);
  if (schema !== undefined) {
    const named = Object.values(examples).map(({ value }: { value: unknown }) => ({ value, schema: schemaAt }));
    return example === undefined ? named : [...named, { value: example, schema: schemaAt }];
  }
  return Object.entries(node).flatMap(([name, member]) => findExamples(member, [...at, name]));
}
