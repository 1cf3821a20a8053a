import { request } from 'node:http';

/** The members of a JSON answer that the wire format knows; which of them are there is what the tests check. */
export interface Body {
  readonly _id: string;
  readonly _created: string;
  readonly _updated: string;
  readonly _etag: string;
  readonly _status: string;
  readonly _links: Readonly<Record<string, { readonly title: string; readonly href: string }>>;
  readonly _items: readonly Body[];
  readonly _meta: { readonly page: number; readonly max_results: number; readonly total: number };
  readonly _issues: Readonly<Record<string, unknown>>;
  readonly _error: { readonly code: number; readonly message: string };
  readonly [field: string]: unknown;
}

/** An answer, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The text as JSON; an empty object where there is none. */
  readonly body: Body;
}

/** A document that the client created. */
export interface Created {
  readonly id: string;
  readonly etag: string;
  /** Its URL's path. */
  readonly path: string;
}

type RequestHeaders = Readonly<Record<string, string>>;

/** An HTTP client of a service, in as few words as tests need. */
export class Client {
  /** @param origin scheme, host and port of the service */
  constructor(private readonly origin: string) {}

  get(path: string, headers: RequestHeaders = {}): Promise<Answer> {
    return this.send('GET', path, { headers });
  }

  post(path: string, document: unknown, headers: RequestHeaders = {}): Promise<Answer> {
    return this.sendJson('POST', path, document, headers);
  }

  put(path: string, document: unknown, headers: RequestHeaders = {}): Promise<Answer> {
    return this.sendJson('PUT', path, document, headers);
  }

  patch(path: string, changes: unknown, headers: RequestHeaders = {}): Promise<Answer> {
    return this.sendJson('PATCH', path, changes, headers);
  }

  delete(path: string, headers: RequestHeaders = {}): Promise<Answer> {
    return this.send('DELETE', path, { headers });
  }

  async send(method: string, path: string, init: Omit<RequestInit, 'method'> = {}): Promise<Answer> {
    const response = await fetch(this.origin + path, { ...init, method });
    const text = await response.text();
    const isJson = text !== '' && response.headers.get('content-type')?.includes('json') === true;
    return {
      status: response.status,
      headers: response.headers,
      text,
      body: (isJson ? JSON.parse(text) : {}) as Body, // what is in it is what the tests check
    };
  }

  /** Creates a document that a test starts from; throws when the service rejects it. */
  async create(collection: string, document: unknown): Promise<Created> {
    const { status, text, body } = await this.post(collection, document);
    if (status !== 201) throw new Error(`POST ${collection} answered ${status}: ${text}`);
    return { id: body._id, etag: body._etag, path: `${collection}/${body._id}` };
  }

  /** How many documents a collection has. */
  async count(collection: string): Promise<number> {
    const { headers } = await this.get(collection);
    return Number(headers.get('x-total-count'));
  }

  private sendJson(method: string, path: string, value: unknown, headers: RequestHeaders): Promise<Answer> {
    const json = { 'content-type': 'application/json' };
    return this.send(method, path, { headers: { ...json, ...headers }, body: JSON.stringify(value) });
  }
}

/** Sends what `fetch` rejects to send or changes on the way: any method, path and header. Answers status and headers. */
export function sendRaw(
  origin: string,
  { method, path, headers = {}, body }: { method: string; path: string; headers?: RequestHeaders; body?: string },
): Promise<{ readonly status: number; readonly headers: Headers; readonly text: string }> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, method, path, headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        const received = Object.entries(response.headers).map(([name, value]) => [name, String(value)] as const);
        resolve({
          status: response.statusCode ?? 0,
          headers: new Headers(received.map(([name, value]) => [name, value] as [string, string])),
          text: Buffer.concat(chunks).toString(),
        });
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** A query string from parameters. */
export function query(parameters: Readonly<Record<string, string>>): string {
  return `?${new URLSearchParams(parameters).toString()}`;
}
