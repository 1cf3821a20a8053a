import fc from 'fast-check';
import mongoose from 'mongoose';
import { loadSettings } from '../../../config/load-settings.js';
import { JSON_FORMAT } from '../../http/formats/json-format.js';
import { DirectBody } from '../../json/direct-body.js';
import { defineResource } from '../definition/define-resource.js';
import { Field } from '../definition/field.decorator.js';
import { Resource } from '../definition/resource.decorator.js';
import type { StoredDocument } from '../document/stored-document.js';
import type { LinkedResource } from './links/related-links.js';
import { writeResponseBody } from './write-response-body.js';

@Resource({ name: 'shelves' })
class Shelf {
  @Field.string()
  label?: string;
}

function linked(environment: Readonly<Record<string, string>>): LinkedResource {
  const definition = defineResource(Shelf, loadSettings(environment, []));
  return { definition, findRelated: () => ({ definition }), url: definition.url };
}

const { ObjectId } = mongoose.Types;

const ids = fc.oneof(
  fc.uint8Array({ minLength: 12, maxLength: 12 }).map((bytes) => new ObjectId(bytes)),
  fc.constantFrom(1, 'x"y', null, { a: 1 }),
);
const times = fc.oneof(fc.date({ noInvalidDate: false }), fc.constant(undefined));
const tags = fc.oneof(
  fc.string({ unit: fc.constantFrom(...'0123456789abcdef'), minLength: 40, maxLength: 40 }),
  fc.string(),
  fc.constant(undefined),
);
const documents = fc.record({ _id: ids, _updated: times, _created: times, _etag: tags, label: fc.string() });

describe('writeResponseBody', () => {
  it.each([
    {},
    { HATEOAS: 'false' },
    { IF_MATCH: 'false' },
    { DATE_FORMAT: '%Y-%m-%dT%H:%M:%SZ' },
    { DATE_FORMAT: '%p"%y' },
    { DATE_FORMAT: '%d' },
    { DATE_FORMAT: 'noon' },
    { STATUS: '1', ITEMS: '0' },
    { LAST_UPDATED: '7', ETAG: 'tag', LINKS: 'liens', STATUS_OK: '1971' },
  ])('writes of any documents what it makes of them, with %j', (environment) => {
    const resource = linked(environment);
    fc.assert(
      fc.property(fc.array(documents, { minLength: 1, maxLength: 4 }), (all) => {
        const body = writeResponseBody(all as readonly StoredDocument[], resource, []); // without tags, too
        const made = body instanceof DirectBody ? body.value : body;
        const written = body instanceof DirectBody ? body.toJsonText(Infinity) : JSON_FORMAT.write(body);
        expect(written).toBe(JSON_FORMAT.write(made));
      }),
      { numRuns: 60 },
    );
  });

  it('writes them without making anything, as settings are by themselves', () => {
    expect(writeResponseBody([{ _id: new ObjectId() }], linked({}), [])).toBeInstanceOf(DirectBody);
  });
});
