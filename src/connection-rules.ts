import type { Server } from 'node:http';

/** Where Node keeps what it holds connections to. It looks there whenever it needs one of them. */
const RULES = [
  'connectionsCheckingInterval',
  'headersTimeout',
  'insecureHTTPParser',
  'joinDuplicateHeaders',
  'keepAliveTimeout',
  'maxHeaderSize',
  'maxHeadersCount',
  'maxRequestsPerSocket',
  'requestTimeout',
  'requireHostHeader',
  'timeout',
] as const;

/** Has one server hold its connections to what another one was made with: times, sizes, counts. */
export function takeConnectionRules(server: Server, from: Server): void {
  for (const rule of RULES) Reflect.set(server, rule, Reflect.get(from, rule));
}
