import { Injectable, type PipeTransform } from '@nestjs/common';
import { Settings } from '../../../config/settings.js';
import { BadRequest, PayloadTooLarge } from '../../errors/api-error.js';

/** The body of a POST → the documents in it, one or many, whatever JSON they are. */
@Injectable()
export class DocumentsPipe implements PipeTransform<unknown, readonly unknown[]> {
  constructor(private readonly settings: Settings) {}

  transform(body: unknown): readonly unknown[] {
    if (!Array.isArray(body)) return [requireObject(body)];
    if (body.length === 0) throw new BadRequest('The list of documents is empty: send at least one.');
    const { bulkLimit } = this.settings;
    if (body.length <= bulkLimit) return body as readonly unknown[];
    throw new PayloadTooLarge(`A request may bring ${bulkLimit} documents at the most, this one has ${body.length}.`);
  }
}

function requireObject(body: unknown): object {
  if (typeof body === 'object' && body !== null) return body;
  throw new BadRequest('The request body must be a JSON object, or a list of them.');
}
