import type { OpenAPIObject, RequestBodyObject } from '@nestjs/swagger';
import { query } from '../support/client.js';
import type { TestApp } from '../support/test-app.js';
import type { Contract, DocumentedOperation } from './contract.js';

/** What a visit to a service brought to light. */
export interface Findings {
  /** Where the document and the service disagree. */
  readonly faults: readonly string[];
  /** `createPeople 201`, …: each answer that was compared. */
  readonly answers: ReadonlySet<string>;
}

type Headers = Readonly<Record<string, string>>;

/** Does with every resource what the document offers, with its own examples and against the rules, and compares each answer. */
export async function visit(service: TestApp, contract: Contract, documents: Documents = {}): Promise<Findings> {
  const visitor = new Visitor(service, contract);
  for (const { path } of contract.operations.filter(({ method, path }) => method === 'GET' && !path.includes('{')))
    await visitor.read(path);
  for (const create of contract.operations.filter(({ method, path }) => method === 'POST' && !path.includes('{')))
    await visitor.visitResource(create, documents[create.path]);
  return visitor;
}

/** What to create in place of a collection's example, by the URL of the collection. */
export type Documents = Readonly<Record<string, object>>;

class Visitor implements Findings {
  readonly faults: string[] = [];
  readonly answers = new Set<string>();
  private readonly paths: OpenAPIObject['paths'];

  constructor(
    private readonly service: TestApp,
    private readonly contract: Contract,
  ) {
    this.paths = contract.document.paths;
  }

  async visitResource({ path, operation }: DocumentedOperation, document?: object): Promise<void> {
    const { content } = operation.requestBody as RequestBodyObject; // none of ours is a reference
    const examples = content['application/json']?.examples as
      Record<string, { value: unknown } | undefined> | undefined; // as POST has them
    if (!examples) return; // a feature's own: it is no resource that documents are sent to
    const { one, many } = examples;
    const created = await this.send('POST', path, { body: document ?? one?.value });
    for (const body of [many?.value, { no_such_field: 1 }, [{ no_such_field: 1 }, {}], [], 'x', {}])
      if (body !== undefined) await this.send('POST', path, { body });
    await this.read(path);
    await this.ask(path);
    const location = created.headers.get('location');
    if (location !== null && `${path}/{id}` in this.paths) await this.visitItem(path, pathOf(location));
  }

  /** With each example of each parameter, none of which may be rejected. */
  private async ask(path: string): Promise<void> {
    for (const parameter of this.paths[path]?.get?.parameters ?? []) {
      if (!('in' in parameter) || parameter.in !== 'query') continue;
      for (const example of Object.values(parameter.examples ?? {})) {
        const value = 'value' in example ? String(example.value) : '';
        const { status } = await this.send('GET', path + query({ [parameter.name]: value }), { template: path });
        if (status !== 200) this.faults.push(`${path}: ${parameter.name}=${value} is answered ${status}`);
      }
    }
  }

  async read(path: string, template = path, headers: Headers = {}): Promise<void> {
    if (!this.paths[template]?.get) return;
    await this.send('GET', path, { template, headers });
    await this.send('HEAD', path, { template, headers });
    await this.send('OPTIONS', path, { template });
  }

  private async visitItem(collection: string, path: string): Promise<void> {
    const template = `${collection}/{id}`;
    const future = new Date(Date.now() + 60_000).toUTCString();
    for (const headers of [{}, { 'if-modified-since': future }, { 'if-none-match': '*' }])
      await this.read(path, template, headers);
    await this.read(`${collection}/${'0'.repeat(24)}`, template);
    for (const method of ['PATCH', 'PUT', 'DELETE']) await this.write(method, path, template);
  }

  private async write(method: string, path: string, template: string): Promise<void> {
    const operation = this.contract.operations.find((one) => one.method === method && one.path === template);
    if (!operation) return;
    const { content = {} } = (operation.operation.requestBody ?? {}) as Partial<RequestBodyObject>; // none of ours is a reference
    const [example] = Object.values(content['application/json']?.examples ?? {});
    const body = example && 'value' in example ? (example.value as unknown) : undefined;
    const conditions = [{ 'if-match': 'other' }, {}, { 'if-match': '*' }];
    for (const wrong of body === undefined ? [] : [{ no_such_field: 1 }, [], 'x'])
      await this.send(method, path, { template, body: wrong, headers: { 'if-match': '*' } });
    for (const headers of conditions) await this.send(method, path, { template, body, headers });
    await this.send(method, path.replace(/[^/]+$/, 'f'.repeat(24)), { template, body });
  }

  private async send(
    method: string,
    path: string,
    { template = path, body, headers = {} }: { template?: string; body?: unknown; headers?: Headers },
  ): Promise<Response> {
    const operation = this.contract.operations.find((one) => one.method === method && one.path === template);
    if (!operation) throw new Error(`The document has no ${method} ${template}`);
    const json = body === undefined ? {} : { 'content-type': 'application/json' };
    const sent = body === undefined ? {} : { body: JSON.stringify(body) };
    const response = await this.service.fetch(path, { method, headers: { ...json, ...headers }, ...sent });
    this.answers.add(`${operation.id} ${response.status}`);
    this.faults.push(...(await this.contract.compare(operation.id, response)));
    return response;
  }
}

/** A `Location` may begin with the service's public URL, under which no test reaches it. */
function pathOf(location: string): string {
  return new URL(location, 'http://localhost').pathname;
}
