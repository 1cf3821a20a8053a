import { loadSettings } from '../../../config/load-settings.js';
import { defineResource } from '../definition/define-resource.js';
import type { ValueDefinition } from '../fields/field-definition.js';
import { Field } from '../definition/field.decorator.js';
import { findRulesWithoutEffect } from './find-rules-without-effect.js';
import { Resource } from '../definition/resource.decorator.js';
import { pathOf } from '../fields/values-within.js';

const text = { type: 'string' } as const;
const inDict = (rules: ValueDefinition): ValueDefinition => ({ type: 'dict', fields: [{ name: 'a', ...rules }] });
const relation = { resource: 'people', embeddable: true };

@Resource({ name: 'books' })
class Book {
  @Field.map({ valuesRules: { type: 'string', unique: true } })
  codes?: Readonly<Record<string, string>>;
}

describe('a rule', () => {
  it.each<[string, ValueDefinition]>([
    ['unique', { ...text, unique: true }],
    ['unique in a sub-document', inDict({ unique: true })],
    ['unique in a list', { type: 'list', items: { ...text, unique: true } }],
    ['unique in a list of sub-documents', { type: 'list', items: inDict({ type: 'list', items: { unique: true } }) }],
    ['not unique, and not read-only', { valuesRules: { unique: false, readOnly: false } }],
    ['read-only in a list of sub-documents', { type: 'list', items: inDict({ readOnly: true, default: 1 }) }],
    ['renamed among values of any name', { type: 'dict', valuesRules: inDict({ rename: 'b' }) }],
    ['coerced in a list', { type: 'list', items: { coerce: 'int' } }],
    ['coerced beside alternatives', { coerce: 'int', anyOf: [{ min: 1 }] }],
    ['embeddable in a list', { type: 'list', items: inDict({ dataRelation: relation }) }],
    ['a reference in an alternative', { anyOf: [{ dataRelation: { resource: 'people' } }] }],
  ])('may be %s', (_what, definition) => {
    expect(findRulesWithoutEffect([{ name: 'f', ...definition }])).toEqual([]);
  });

  it.each<[ValueDefinition, string, RegExp]>([
    [{ type: 'dict', valuesRules: { unique: true } }, 'f.valuesRules.unique', /^no index reaches values of any name/],
    [{ valuesRules: inDict({ uniqueToUser: true }) }, 'f.valuesRules.a.uniqueToUser', /^no index reaches values/],
    [{ keysRules: { unique: true } }, 'f.keysRules.unique', /^no index reaches names/],
    [{ elements: [text, { unique: true }] }, 'f.elements.1.unique', /^no index holds for one place/],
    [{ anyOf: [{ unique: true }] }, 'f.anyOf.0.unique', /^no index distinguishes one alternative from another/],
    [{ allOf: [{ uniqueWithinResource: true }] }, 'f.allOf.0.uniqueWithinResource', /^no index distinguishes/],
    [{ items: { anyOf: [inDict({ unique: true })] } }, 'f.items.anyOf.0.a.unique', /^no index distinguishes/],
    [{ items: { items: { unique: true } } }, 'f.items.items.unique', /^no index reaches into a list in a list/],
    [{ items: { items: inDict({ unique: true }) } }, 'f.items.a.unique', /^no index reaches into a list in a list/],
    [{ items: { readOnly: true } }, 'f.items.readOnly', /^only a field can be read-only/],
    [{ valuesRules: { readOnly: true } }, 'f.valuesRules.readOnly', /^only a field can be read-only/],
    [{ keysRules: { readOnly: true } }, 'f.keysRules.readOnly', /^only a field can be read-only/],
    [{ elements: [{ default: false }] }, 'f.elements.0.default', /^only a field can be left out/],
    [{ items: { defaultSetter: () => 1 } }, 'f.items.defaultSetter', /^only a field can be left out/],
    [{ valuesRules: { rename: 'x' } }, 'f.valuesRules.rename', /^only a field has a name/],
    [{ anyOf: [inDict({ readOnly: true })] }, 'f.anyOf.0.a.readOnly', /^an alternative cannot know/],
    [{ oneOf: [{ default: 1 }] }, 'f.oneOf.0.default', /^an alternative validates a value and changes none/],
    [{ anyOf: [inDict({ coerce: 'int' })] }, 'f.anyOf.0.a.coerce', /^an alternative validates/],
    [{ anyOf: [inDict({ trim: true })] }, 'f.anyOf.0.a.trim', /^an alternative validates/],
    [{ noneOf: [{ purgeUnknown: true }] }, 'f.noneOf.0.purgeUnknown', /^an alternative validates/],
    [{ anyOf: [{ dataRelation: relation }] }, 'f.anyOf.0.dataRelation', /^only a reference that has a path/],
    [{ valuesRules: { dataRelation: relation } }, 'f.valuesRules.dataRelation', /^only a reference that has a path/],
  ])('that nothing could enforce is found: %j', (definition, path, reason) => {
    const found = findRulesWithoutEffect([{ name: 'f', ...definition }]);
    expect(found.map(({ steps, rule }) => `${pathOf(steps)}.${rule}`)).toEqual([path]);
    expect(found[0]?.reason).toMatch(reason);
  });

  it('that nothing could enforce stops the start with the class and the field', () => {
    expect(() => defineResource(Book, loadSettings({}, []))).toThrow(/^books\.codes\.valuesRules\.unique: no index/);
  });
});
