import type { FastifyReply } from 'fastify';
import type { Reply } from './reply.js';

/** Puts an answer on the wire; the body, if there is one, as JSON of the type that the headers name. */
export function writeReply(response: FastifyReply, { status, headers, body, isPretty }: Reply): FastifyReply {
  response.status(status);
  if (body === undefined) return response.headers(headers).send();
  return response
    .header('content-type', 'application/json')
    .headers(headers)
    .serializer(isPretty ? toPrettyJson : JSON.stringify) // one of our own keeps Fastify from adding a charset
    .send(body);
}

function toPrettyJson(body: unknown): string {
  return JSON.stringify(body, null, 4);
}
