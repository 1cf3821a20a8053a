import { DEFAULT_SETTINGS } from '../../../config/default-settings.js';
import { etagIgnoreFieldsOf } from './etag-ignore-fields.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { addedFieldsOf } from './server-fields.js';

describe('etagIgnoreFieldsOf', () => {
  const added = addedFieldsOf({ ...DEFAULT_SETTINGS, dateCreatedName: 'made', etagName: 'tag' });
  const fields: readonly FieldDefinition[] = [
    { name: 'title' },
    { name: 'visits', type: 'list', items: { type: 'dict', fields: [{ name: 'views' }] } },
  ];
  const read = (etagIgnoreFields: readonly string[], allowUnknown = false): readonly string[] =>
    etagIgnoreFieldsOf({ name: 'pages', etagIgnoreFields, allowUnknown }, fields, added);

  it('gives fields, those of lists of documents too, and the names that the engine has for its own', () => {
    expect(read(['title', 'visits.views', 'made', '_id'])).toEqual(['title', 'visits.views', '_created', '_id']);
    expect(read(['whatever'], true)).toEqual(['whatever']);
  });

  it.each([
    ['titel', 'pages.etagIgnoreFields: there is no field "titel", did you mean title?'],
    ['visits.vews', 'pages.etagIgnoreFields: there is no field "vews", did you mean views?'],
    ['tag', `pages.etagIgnoreFields: "tag" makes a changed document's tag differ; it always counts.`],
  ])('rejects %s', (path, message) => {
    expect(() => read([path])).toThrow(new Error(message));
  });
});
