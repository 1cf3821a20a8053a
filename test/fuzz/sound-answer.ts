import { parseXml } from '../support/xml.js';

/** An answer, whatever client read it. */
export interface AnyAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

type Members = Readonly<Record<string, unknown>>;

/** Fails where an answer is a failure of the service's own, is not of the type it says, or rejects without saying what. */
export function requireSound({ status, headers, text }: AnyAnswer, method = 'GET'): void {
  if (status < 200 || status >= 500) throw new Error(`answered ${status}: ${text.slice(0, 1000)}`);
  const type = headers.get('content-type') ?? '';
  const body = text === '' ? undefined : read(text, type);
  if (status < 400 || (method === 'HEAD' && text === '')) return;
  if (!isRejection(body, status))
    throw new Error(`answered ${status} with no error envelope: ${type} ${text.slice(0, 1000)}`);
}

function read(text: string, type: string): unknown {
  if (type.includes('json')) return JSON.parse(text);
  return type.includes('xml') ? (parseXml(text) as Members)['resource'] : undefined; // the root is an element
}

function isRejection(body: unknown, code: number): boolean {
  if (typeof body !== 'object' || body === null) return false;
  const { _status, _issues, _error, status } = body as Members; // any object is a record of its members
  if (status === code) return true; // problem details
  const hasCode = typeof _error === 'object' && _error !== null && Number((_error as Members)['code']) === code; // a text in XML
  return _status === 'ERR' && (hasCode || (code === 422 && typeof _issues === 'object'));
}
