import { BadRequest, PayloadTooLarge } from '../../errors/api-error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

type BulkPolicy = Pick<ResourceDefinition, 'bulkEnabled' | 'bulkLimit'>;

/** The body of a POST → the documents in it, one or many, whatever JSON they are. Throws `BadRequest` or `PayloadTooLarge`. */
export function toDocuments(body: unknown, policy: BulkPolicy): readonly unknown[] {
  if (!Array.isArray(body)) return [requireObject(body)];
  if (body.length === 0) throw new BadRequest('The list of documents is empty: send at least one.');
  if (body.length > 1) requireBulk(body.length, policy);
  return body as readonly unknown[];
}

function requireBulk(count: number, { bulkEnabled, bulkLimit }: BulkPolicy): void {
  if (!bulkEnabled) throw new BadRequest(`Bulk insert not allowed: send one document, this request has ${count}.`);
  if (count <= bulkLimit) return;
  throw new PayloadTooLarge(`There may be at most ${bulkLimit} documents per request; this one has ${count}.`);
}

function requireObject(body: unknown): object {
  if (typeof body === 'object' && body !== null) return body;
  throw new BadRequest('The request body must be a JSON object, or a list of them.');
}
