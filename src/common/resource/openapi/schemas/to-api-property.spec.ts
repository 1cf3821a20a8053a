import type { ValueDefinition } from '../../fields/field-definition.js';
import { toApiProperty } from './to-api-property.js';

describe('toApiProperty', () => {
  it.each<[ValueDefinition, object]>([
    [
      { type: 'string', regex: '^a+' },
      { type: 'string', pattern: '^(?:^a+$)' },
    ],
    [
      { type: 'string', allowed: ['a'], nullable: true },
      { type: ['string', 'null'], enum: ['a', null] },
    ],
    [
      { type: 'string', forbidden: ['a'] },
      { type: 'string', not: { anyOf: [{ enum: ['a'] }] } },
    ],
    [
      { type: 'list', allowed: ['a'] },
      { type: 'array', items: { enum: ['a'] } },
    ],
    [
      { type: 'list', elements: [{ type: 'integer' }] },
      { type: 'array', prefixItems: [{ type: 'integer' }], minItems: 1, items: false },
    ],
    [{ type: ['string', 'integer'] }, { anyOf: [{ type: 'string' }, { type: 'integer' }] }],
    [{}, {}],
    [
      { anyOf: [{ type: 'string' }, { type: 'integer', min: 1 }] },
      { anyOf: [{ type: 'string' }, { type: 'integer', minimum: 1 }] },
    ],
    [{ oneOf: [{ type: 'string' }] }, { oneOf: [{ type: 'string' }] }],
    [
      { type: 'dict', valuesRules: { type: 'integer' }, keysRules: { type: 'string', maxLength: 2 } },
      { type: 'object', additionalProperties: { type: 'integer' }, propertyNames: { type: 'string', maxLength: 2 } },
    ],
    [
      { type: 'point' },
      {
        type: 'object',
        required: ['type', 'coordinates'],
        properties: {
          type: { type: 'string', enum: ['Point'] },
          coordinates: { type: 'array', items: { type: 'number' }, minItems: 2 },
        },
        additionalProperties: false,
      },
    ],
  ])('describes %j', (definition, property) => {
    expect(toApiProperty(definition)).toEqual(property);
  });
});
