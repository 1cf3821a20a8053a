import { loadSettings } from '../../../config/load-settings.js';
import mongoose from 'mongoose';
import { defineResource } from '../definition/define-resource.js';
import { Field } from '../definition/field.decorator.js';
import { Resource } from '../definition/resource.decorator.js';
import { referenceKey } from '../validation/reference-key.js';
import type { StoredDocument } from '../document/stored-document.js';
import { countEmbedded, isAnyMissing, newestEmbedded, type EmbeddedDocuments } from './embedded-documents.js';
import { isTagOf } from '../document/etag.js';
import { tagWithEmbedded } from './embedded-tag.js';
import { showEmbedded } from '../representation/represent-embedded.js';

@Resource({ name: 'people' })
class Person {
  @Field.list<number>({ type: 'integer' })
  friends?: readonly number[];
}

const definition = defineResource(Person, loadSettings({}, []));

function person(friends: readonly number[], _etag = 'e', day = 1): StoredDocument {
  return {
    _id: new mongoose.Types.ObjectId(),
    friends,
    _etag,
    _updated: new Date(Date.UTC(2026, 0, day)),
  } as StoredDocument;
}

function friends(people: Record<number, StoredDocument>, inner: readonly EmbeddedDocuments[] = []): EmbeddedDocuments {
  const documents = new Map(Object.entries(people).map(([key, found]) => [referenceKey(Number(key)), found]));
  return { path: 'friends', definition, documents, isComplete: true, inner };
}

describe('embedded documents', () => {
  const crowd = { 1: person([1, 2, 2]), 2: person([1]) };

  it('count as often as they are shown', () => {
    expect(countEmbedded([person([1, 2, 1, 9])], [])).toBe(0);
    expect(countEmbedded([person([1, 2, 1, 9])], [friends(crowd)])).toBe(3);
    expect(countEmbedded([person([1, 2, 1])], [friends(crowd, [friends(crowd)])])).toBe(3 + 3 + 1 + 3);
  });

  it('are counted level by level, not one by one: a hundred friends of each of a hundred, ten levels deep', () => {
    const ids = Array.from({ length: 100 }, (_, id) => id);
    const everybody = Object.fromEntries(ids.map((id) => [id, person(ids)]));
    let embedded = friends(everybody);
    for (let level = 1; level < 10; level++) embedded = friends(everybody, [embedded]);
    expect(countEmbedded([person([1])], [embedded])).toBeGreaterThan(1e17);
  });

  it('date an answer by the newest, at any level', () => {
    const inner = friends({ 1: person([], 'e', 9) });
    expect(newestEmbedded([friends({ 1: person([], 'e', 3) }, [inner])])).toEqual(new Date(Date.UTC(2026, 0, 9)));
    expect(newestEmbedded([])).toEqual(new Date(0));
  });

  it('tell whether one is missing, at any level', () => {
    const incomplete = { ...friends({}), isComplete: false };
    expect(isAnyMissing([friends(crowd)])).toBe(false);
    expect(isAnyMissing([friends(crowd), incomplete])).toBe(true);
    expect(isAnyMissing([friends(crowd, [incomplete])])).toBe(true);
  });

  it('are represented once each, however often they are referred to', () => {
    let count = 0;
    showEmbedded([friends(crowd, [friends(crowd)])], () => ({ number: ++count }));
    expect(count).toBe(4);
  });
});

describe('the tag of an answer with embedded documents', () => {
  const tag = (people: Record<number, StoredDocument>): string => tagWithEmbedded('own', [friends(people)]);

  it('changes with every document in it, not with the order in which they are found', () => {
    const [a, b] = [person([], 'a'), person([], 'b')];
    const swapped = {
      ...friends({}),
      documents: new Map([
        [referenceKey(2), b],
        [referenceKey(1), a],
      ]),
    };
    expect(tag({ 1: a, 2: b })).toBe(tagWithEmbedded('own', [swapped]));
    expect(new Set([tag({ 1: a, 2: b }), tag({ 1: b, 2: a }), tag({ 1: a }), tag({}), 'own']).size).toBe(5);
    expect(tagWithEmbedded('own', [])).toBe('own');
  });

  it('is one of the document itself for a write', () => {
    expect(isTagOf(tag({}), 'own')).toBe(true);
    expect(isTagOf('own', 'own')).toBe(true);
    expect(isTagOf(tag({}), 'ow')).toBe(false);
    expect(isTagOf('own2', 'own')).toBe(false);
  });
});
