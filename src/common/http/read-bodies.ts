import type { FastifyInstance, FastifyRequest } from 'fastify';
import { UnsupportedMediaType } from '../errors/api-error.js';
import { BodyAdmission } from './body-admission.js';
import type { FormOptions } from './form-document.js';
import { parseFormBody } from './parse-form-body.js';
import { parseJsonBody } from './parse-json-body.js';
import { parseMultipartBody } from './parse-multipart-body.js';
import { requireDecodable } from './require-decodable.js';

/** The media types of forms, whatever the settings say. */
export const FORM_TYPES = ['application/x-www-form-urlencoded', 'multipart/form-data'] as const;

/** How the bodies of requests are read. */
export interface BodyOptions extends FormOptions {
  /** Largest request body, in bytes. */
  readonly bodyLimit: number;
  /** The media types that are read as JSON. */
  readonly jsonRequestContentTypes: readonly string[];
}

type Done = (error: Error | null, body?: unknown) => void;
type Parse = (body: Buffer, headers: FastifyRequest['headers']) => unknown;
type BodyParser = (request: FastifyRequest, body: Buffer, done: Done) => void;

/** How many bodies of the largest size may be worked on at a time. */
const MOST_LARGEST = 2;

/** Reads JSON and forms, each at once and never more than the limit of bodies; any other media type is rejected. */
export function readBodies(server: FastifyInstance, options: BodyOptions): void {
  const [urlEncoded, multipart] = FORM_TYPES;
  const admission = new BodyAdmission(server, MOST_LARGEST * options.bodyLimit);
  const toParser = (parse: Parse): BodyParser => {
    const read = toReader(parse);
    return (request, body, done) => {
      admission.admit(request, body.length, () => {
        read(request, body, done);
      });
    };
  };
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(jsonTypes(options), { parseAs: 'buffer' }, toParser(parseJsonBody));
  server.addContentTypeParser(
    urlEncoded,
    { parseAs: 'buffer' },
    toParser((bytes) => parseFormBody(bytes, options)),
  );
  server.addContentTypeParser(
    multipart,
    { parseAs: 'buffer' },
    toParser((bytes, headers) => parseMultipartBody(bytes, headers['content-type'] ?? '', options)),
  );
  server.addContentTypeParser(
    '*',
    { parseAs: 'buffer' },
    toParser(() => {
      throw unknownContentType(options);
    }),
  );
}

/** The rejection of a body whose media type is none that is read. */
export function unknownContentType(options: BodyOptions): UnsupportedMediaType {
  return new UnsupportedMediaType([...jsonTypes(options), ...FORM_TYPES].join(', '));
}

function jsonTypes({ jsonRequestContentTypes }: BodyOptions): string[] {
  return [...new Set(jsonRequestContentTypes)];
}

/** Reads what is given as a value: now, unless that takes a promise. */
function toReader(parse: Parse): BodyParser {
  const parseDecoded: Parse = (body, headers) => {
    requireDecodable(headers);
    return parse(body, headers);
  };
  return ({ method, headers }, body, done) => {
    const fail = (error: unknown): void => {
      done(error as Error); // only errors are thrown
    };
    let value: unknown;
    try {
      value = isNothing(body, method) ? undefined : parseDecoded(body, headers);
    } catch (error) {
      fail(error);
      return;
    }
    if (!(value instanceof Promise)) done(null, value);
    else
      value.then((parsed) => {
        done(null, parsed);
      }, fail);
  };
}

/** A DELETE needs no body, whatever its Content-Type says. */
function isNothing(body: Buffer, method: string): boolean {
  return body.length === 0 && method === 'DELETE';
}
