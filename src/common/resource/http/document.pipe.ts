import type { PipeTransform } from '@nestjs/common';
import { BadRequest, ValidationFailed } from '../../errors/api-error.js';
import { isPlainObject } from '../../values/is-plain-object.js';
import type { Payload } from '../validation/validate-document.js';
import { notADocument } from '../validation/issue-words.js';

/** The body of a PUT or PATCH → one JSON object. */
export class DocumentPipe implements PipeTransform<unknown, Payload> {
  transform(body: unknown): Payload {
    if (isPlainObject(body)) return body;
    if (body === undefined || body === null) throw new BadRequest('The request body must be a JSON object.');
    throw new ValidationFailed({ 'validator exception': notADocument(body) });
  }
}
