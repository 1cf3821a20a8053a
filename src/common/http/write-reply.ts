import type { FastifyReply } from 'fastify';
import type { Reply } from './reply.js';

/** Puts an answer on the wire; the body, if there is one, as JSON. */
export function writeReply(response: FastifyReply, { status, headers, body, isPretty }: Reply): FastifyReply {
  response.status(status).headers(headers);
  if (body === undefined) return response.send();
  const serialize = isPretty ? toPrettyJson : JSON.stringify;
  return response.serializer(serialize).header('content-type', 'application/json').send(body); // a serializer of its own keeps Fastify from adding a charset
}

function toPrettyJson(body: unknown): string {
  return JSON.stringify(body, null, 4);
}
