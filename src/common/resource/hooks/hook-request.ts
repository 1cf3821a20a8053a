import type { IncomingHttpHeaders } from 'node:http';
import type { FastifyRequest } from 'fastify';
import type { ResourceDefinition } from '../definition/resource-definition.js';

/** The last arguments of every hook of an operation: what it runs for. */
export type HookContext = readonly [resource: ResourceDefinition];

/** The part of the request that a hook may know. */
export interface HookRequest {
  /** The request's id, as the log and `X-Request-Id` have it. */
  readonly id: string;
  readonly method: string;
  /** Path and query string, as they were sent. */
  readonly url: string;
  /** By lower-case name. */
  readonly headers: Readonly<IncomingHttpHeaders>;
  /** The variable parts of the URL, by name: an item's `id`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** As it was parsed, and before anything was checked; undefined where there is none. */
  readonly body: unknown;
}

/** Fastify's request → what a hook may know of it. */
export function toHookRequest({ id, method, url, headers, params, body }: FastifyRequest): HookRequest {
  return { id, method, url, headers, parameters: params as Readonly<Record<string, string>>, body }; // what the router puts there
}
