import { loadSettings } from '../../config/load-settings.js';
import { defineResource } from './definition/define-resource.js';
import { Field } from './definition/field.decorator.js';
import { Resource } from './definition/resource.decorator.js';
import { describeCompiled } from './describe-compiled.js';

@Resource({ name: 'shelves', allowUnknown: true, hidden: ['secret'] })
class Shelf {
  @Field.string({ required: true, maxLength: 9 })
  label = '';

  @Field.float()
  width?: number;

  @Field.of({})
  contents?: unknown;

  @Field.string()
  secret?: string;
}

describe('describeCompiled', () => {
  const text = describeCompiled(defineResource(Shelf, loadSettings({}, [])));
  const [answer = '', payload = ''] = text.split('A document that is sent');

  it('reports what is written of a document, in order, and what is not', () => {
    expect(answer.match(/^ {2}\(?\w+/gm)).toEqual([
      '  (members',
      '  _id',
      '  label',
      '  width',
      '  contents',
      '  _updated',
      '  _created',
      '  _etag',
      '  _links',
    ]);
    expect(answer).toMatch(/width +value, with floats in it/);
  });

  it('reports what is checked of each field that is sent', () => {
    expect(payload).toMatch(/label +string, required, .*maxLength/);
    expect(payload).toMatch(/contents +any type, optional/);
    expect(payload).toMatch(/secret +string, optional/);
  });
});
