import { loadSettings } from '../../../config/load-settings.js';
import { defineResource } from '../definition/define-resource.js';
import { Field } from '../definition/field.decorator.js';
import type { ResourceOptions } from '../definition/resource-definition.js';
import { Resource } from '../definition/resource.decorator.js';
import { DEFAULT_QUERY_SETTINGS } from '../query/query-settings.js';
import { predefinedFilter, predefinedSort } from './resource.datasource.js';

const ID = '0123456789abcdef01234567';

function define(options: Partial<ResourceOptions>): ReturnType<typeof defineResource> {
  @Resource({ name: 'members', ...options })
  class Member {
    @Field.string()
    name?: string;

    @Field.integer()
    rank?: number;

    @Field.objectid()
    team?: object;
  }
  return defineResource(Member, loadSettings({}, []));
}

describe('predefinedFilter', () => {
  it.each<[ResourceOptions['filter'], string]>([
    [undefined, '{}'],
    ['rank > 5', '{"rank":{"$gt":5}}'],
    ['{"rank": {"$gt": 5}}', '{"rank":{"$gt":5}}'],
    [{ name: { $regex: '^a' } }, '{"name":{"$regex":"^a"}}'],
    [{ name: ID, team: ID }, `{"name":"${ID}","team":"${ID}"}`],
  ])('compiles %j', (filter, compiled) => {
    expect(JSON.stringify(predefinedFilter(define(filter === undefined ? {} : { filter })))).toBe(compiled);
  });

  it.each<[ResourceOptions, string]>([
    [{ name: 'members', filter: 'nmae == 1' }, 'members.filter: Unknown field in where: nmae, did you mean name?'],
    [{ name: 'members', filter: 'rank >' }, 'members.filter: '],
    [{ name: 'members', filter: { rank: 'high' } }, 'members.filter: where: rank is an integer, not "high"'],
  ])('rejects %j', (options, message) => {
    expect(() => predefinedFilter(define(options))).toThrow(message);
  });
});

describe('predefinedSort', () => {
  const sortOf = (defaultSort: string): unknown => {
    const definition = define({ defaultSort });
    return predefinedSort(definition, { fields: definition.fields, settings: DEFAULT_QUERY_SETTINGS });
  };

  it('reads a sort in any of its syntaxes', () => {
    expect(sortOf('-rank,name')).toEqual([
      ['rank', -1],
      ['name', 1],
    ]);
    expect(sortOf('[("rank", -1)]')).toEqual([['rank', -1]]);
  });

  it('rejects an unknown field', () => {
    expect(() => sortOf('-rnak')).toThrow('members.defaultSort: Unknown field in sort: rnak, did you mean rank?');
  });
});

describe('what clients see', () => {
  it.each<[Partial<ResourceOptions>, string[], string[]]>([
    [{}, ['name', 'rank', 'team'], []],
    [{ projection: { rank: 1 } }, ['rank'], []],
    [{ projection: { rank: 1, name: 0 } }, ['rank'], []],
    [{ projection: { rank: 0 } }, ['name', 'rank', 'team'], ['rank']],
    [{ hidden: ['name'] }, ['rank', 'team'], []],
    [{ hidden: ['name'], projection: { name: 1, rank: 1 } }, ['rank'], []],
    [{ hidden: ['name'], projection: { name: 0 } }, ['rank', 'team'], []],
  ])('with %j', (options, fields, hiddenByDefault) => {
    const { visible } = define(options);
    expect(visible.fields.map(({ name }) => name)).toEqual(fields);
    expect(visible.hiddenByDefault).toEqual(hiddenByDefault);
  });

  it.each<[Partial<ResourceOptions>, string]>([
    [{ projection: { nmae: 1 } }, 'members.projection: no field is called "nmae".'],
    [{ hidden: ['nmae'] }, 'members.hidden: no field is called "nmae".'],
  ])('rejects %j', (options, message) => {
    expect(() => define(options)).toThrow(message);
  });
});
