import { DefinitionPlace } from '../fields/definition-error.js';
import { loadSettings } from '../../../config/load-settings.js';
import { defineResource } from '../definition/define-resource.js';
import { Field } from '../definition/field.decorator.js';
import type { IndexDeclaration } from '../definition/index-definition.js';
import { Resource } from '../definition/resource.decorator.js';
import type { DeclaredIndex } from './declared-index.js';
import { declaredIndexes } from './declared-indexes.js';

class Address {
  @Field.string()
  city?: string;
}

function declare(indexes: readonly unknown[], allowUnknown = false): readonly DeclaredIndex[] {
  @Resource({ name: 'people', indexes: indexes as readonly IndexDeclaration[], allowUnknown })
  class Person {
    @Field.string()
    name?: string;

    @Field.string({ unique: true })
    email?: string;

    @Field.dict(Address)
    home?: Address;

    @Field.list<Address>({ type: 'dict', model: Address })
    homes?: readonly Address[];

    @Field.map()
    notes?: Readonly<Record<string, unknown>>;

    @Field.point()
    place?: object;
  }
  return declaredIndexes(defineResource(Person, loadSettings({}, [])), { inCollection: {}, inResource: {} });
}

const OF_EMAIL = {
  place: DefinitionPlace.ofField('people', 'email', 'unique'),
  name: undefined,
  keys: [['email', 1]],
  options: { unique: true, sparse: true },
};

describe('declaredIndexes', () => {
  it.each<[unknown, Partial<DeclaredIndex>]>([
    [{ name: 1, _id: -1 }, { keys: [['name', 1], ['_id', -1]] }], // prettier-ignore
    [{ keys: { name: 1 } }, { keys: [['name', 1]] }],
    [{ keys: [['name', 'text'], ['email', 1]] }, { keys: [['name', 'text'], ['email', 1]] }], // prettier-ignore
    [
      { keys: { name: 1 }, name: 'by_name' },
      { keys: [['name', 1]], name: 'by_name' },
    ],
    [
      { keys: { name: 1 }, unique: true, sparse: undefined },
      { keys: [['name', 1]], options: { unique: true } },
    ],
    [
      { keys: { name: 1 }, unique: false, sparse: true },
      { keys: [['name', 1]], options: { sparse: true } },
    ],
    [{ 'home.city': 'hashed' }, { keys: [['home.city', 'hashed']] }],
    [{ 'homes.0.city': 1 }, { keys: [['homes.0.city', 1]] }],
    [{ 'notes.any.thing': 1 }, { keys: [['notes.any.thing', 1]] }],
    [{ 'place.coordinates': '2d' }, { keys: [['place.coordinates', '2d']] }],
    [{ '$**': 'text' }, { keys: [['$**', 'text']] }],
    [{ 'notes.$**': 1 }, { keys: [['notes.$**', 1]] }],
    [{ _updated: 1, _created: 1, _etag: 1 }, { keys: [['_updated', 1], ['_created', 1], ['_etag', 1]] }], // prettier-ignore
  ])('reads %j', (declaration, read) => {
    expect(declare([declaration])).toEqual([
      { place: DefinitionPlace.ofOption('people', 'indexes', '0'), name: undefined, options: {}, ...read },
      OF_EMAIL,
    ]);
  });

  it('has no second index for a unique field that the resource indexes in its own way', () => {
    const declaration = { keys: { email: -1 }, unique: true, collation: { locale: 'en', strength: 2 } };
    expect(declare([declaration])).toHaveLength(1);
    expect(declare([{ email: 1, name: 1 }])).toHaveLength(2);
  });

  it.each<[unknown, string]>([
    [{ nmae: 1 }, 'people.indexes.0.keys.nmae: the class has no field "nmae", did you mean name?'],
    [{ keys: { nmae: 1 } }, 'people.indexes.0.keys.nmae: the class has no field "nmae", did you mean name?'],
    [{ 'home.ctiy': 1 }, 'people.indexes.0.keys.home.ctiy: the class has no field "ctiy", did you mean city?'],
    [{ 'homes.0.town': 1 }, 'people.indexes.0.keys.homes.0.town: the class has no field "town"'],
    [{ 'name.first': 1 }, 'people.indexes.0.keys.name.first: "name" has no fields in it.'],
    [{ email: 2 }, 'people.indexes.0.keys.email: 2 is not one of 1, -1, text, 2d, 2dsphere, hashed.'],
    [
      { name: 1, unique: true },
      'people.indexes.0.keys.unique: true is not one of 1, -1, text, 2d, 2dsphere, hashed. Options stand beside the keys: { keys: { … }, … }.',
    ],
    [{}, 'people.indexes.0.keys: an index has at least one key.'],
    [{ keys: [] }, 'people.indexes.0.keys: an index has at least one key.'],
    [{ keys: ['name'] }, 'people.indexes.0.keys: "name" is no pair of a field and 1 or -1.'],
    [{ keys: [[1, 1]] }, 'people.indexes.0.keys: 1 is no field.'],
    [{ keys: [['name', 1], ['name', -1]] }, 'people.indexes.0.keys.name: is duplicated.'], // prettier-ignore
    ['name', 'people.indexes.0: an index is { field: 1 } or { keys: { field: 1 }, … }.'],
    [{ keys: { name: 1 }, unqiue: true }, 'people.indexes.0.unqiue: no index has such an option, did you mean unique?'],
    [{ keys: { name: 1 }, unique: 'yes' }, 'people.indexes.0.unique: "yes" is no boolean.'],
    [{ keys: { name: 1 }, name: 5 }, 'people.indexes.0.name: 5 is no string.'],
    [{ keys: { name: 1 }, partialFilterExpression: [] }, 'people.indexes.0.partialFilterExpression: [] is no object.'],
    [
      { keys: { name: 1 }, partialFilterExpression: { emial: { $exists: true } } },
      'people.indexes.0.partialFilterExpression.emial: the class has no field "emial", did you mean email?',
    ],
    [
      { keys: { name: 'text' }, weights: { nmae: 5 } },
      'people.indexes.0.weights.nmae: the class has no field "nmae", did you mean name?',
    ],
  ])('rejects %j', (declaration, message) => {
    expect(() => declare([declaration])).toThrow(new Error(message));
  });

  it('takes any field where unknown ones are allowed', () => {
    expect(declare([{ nmae: 1 }], true)).toHaveLength(2);
    expect(() => declare([{ nmae: 2 }], true)).toThrow('people.indexes.0.keys.nmae: 2 is not one of');
  });
});
