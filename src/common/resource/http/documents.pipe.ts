import { Injectable, type Type } from '@nestjs/common';
import { Settings } from '../../../config/settings.js';
import { BadRequest, PayloadTooLarge } from '../../errors/api-error.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';

type Documents = readonly unknown[];

interface DocumentsPipe {
  transform(body: unknown): Documents;
}

/** Makes the pipe of a resource's POST: its body → the documents in it, one or many, whatever JSON they are. */
export function createDocumentsPipe({ bulkEnabled }: ResourceDefinition): Type<DocumentsPipe> {
  @Injectable()
  class ResourceDocumentsPipe implements DocumentsPipe {
    constructor(private readonly settings: Settings) {}

    transform(body: unknown): Documents {
      if (!Array.isArray(body)) return [requireObject(body)];
      if (body.length === 0) throw new BadRequest('The list of documents is empty: send at least one.');
      if (body.length > 1) this.requireBulk(body.length);
      return body as Documents;
    }

    private requireBulk(count: number): void {
      const { bulkLimit } = this.settings;
      if (!(bulkEnabled ?? this.settings.bulkEnabled)) {
        throw new BadRequest(`Bulk insert not allowed: send one document, this request has ${count}.`);
      }
      if (count <= bulkLimit) return;
      throw new PayloadTooLarge(`A request may bring ${bulkLimit} documents at the most, this one has ${count}.`);
    }
  }
  return ResourceDocumentsPipe;
}

function requireObject(body: unknown): object {
  if (typeof body === 'object' && body !== null) return body;
  throw new BadRequest('The request body must be a JSON object, or a list of them.');
}
