import { loadSettings } from '../../../config/load-settings.js';
import { defineResource } from '../definition/define-resource.js';
import { Field } from '../definition/field.decorator.js';
import { Resource } from '../definition/resource.decorator.js';
import { requireRelations } from './resource.relations.js';

@Resource({ name: 'people' })
class Person {
  @Field.string()
  code?: string;
}

class Place {
  @Field.objectid({ dataRelation: { resource: 'people' } })
  by?: object;
}

class WrongPlace {
  @Field.objectid({ dataRelation: { resource: 'persons' } })
  by?: object;
}

@Resource({ name: 'works', embeddedFields: ['owner', 'owner.sequel_of'] })
class Chained {
  @Field.objectid({ dataRelation: { resource: 'works', embeddable: true } })
  owner?: object;

  @Field.objectid({ dataRelation: { resource: 'works', embeddable: true } })
  sequel_of?: object;

  @Field.string({ dataRelation: { resource: 'people', field: 'code' } })
  code?: string;

  @Field.list<Place>({ type: 'dict', model: Place })
  places?: readonly Place[];
}

@Resource({ name: 'works' })
class NoResource {
  @Field.objectid({ dataRelation: { resource: 'peopel' } })
  owner?: object;
}

@Resource({ name: 'works' })
class NoNearResource {
  @Field.list<Place>({ type: 'dict', model: WrongPlace })
  places?: readonly Place[];
}

@Resource({ name: 'works' })
class NoField {
  @Field.string({ dataRelation: { resource: 'people', field: 'cod' } })
  owner?: string;
}

@Resource({ name: 'works' })
class SubDocument {
  @Field.dict(Place, { dataRelation: { resource: 'people' } })
  owner?: Place;
}

@Resource({ name: 'works', embeddedFields: ['owner'] })
class NotEmbeddable {
  @Field.objectid({ dataRelation: { resource: 'people' } })
  owner?: object;
}

@Resource({ name: 'works', embeddedFields: ['ovner'] })
class NotDeclared {
  @Field.objectid({ dataRelation: { resource: 'people', embeddable: true } })
  owner?: object;
}

@Resource({ name: 'works', embeddedFields: ['owner.owner'] })
class NoParent {
  @Field.objectid({ dataRelation: { resource: 'works', embeddable: true } })
  owner?: object;
}

describe('requireRelations', () => {
  it('accepts relations that lead somewhere', () => {
    requireRelations([defineResource(Person, loadSettings({}, [])), defineResource(Chained, loadSettings({}, []))]);
  });

  it.each<[new () => object, string]>([
    [NoResource, 'works.owner.dataRelation: no resource is called "peopel", did you mean people?'],
    [NoNearResource, 'works.places.by.dataRelation: no resource is called "persons"'],
    [NoField, 'works.owner.dataRelation: people has no field "cod", did you mean code?'],
    [SubDocument, 'works.owner.dataRelation: a sub-document cannot be a reference.'],
    [NotEmbeddable, 'works.embeddedFields: embeddedFields: owner cannot be embedded'],
    [NotDeclared, 'works.embeddedFields: Unknown field in embeddedFields: ovner, did you mean owner?'],
    [NoParent, 'works.embeddedFields: embeddedFields: owner.owner needs its parent: {"owner": 1, "owner.owner": 1}'],
  ])('names the mistake of %p', (model, message) => {
    const resources = [defineResource(Person, loadSettings({}, [])), defineResource(model, loadSettings({}, []))];
    expect(() => {
      requireRelations(resources);
    }).toThrow(message);
  });
});
