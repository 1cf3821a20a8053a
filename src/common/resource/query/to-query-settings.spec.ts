import { loadSettings } from '../../../config/load-settings.js';
import { defineResource } from '../definition/define-resource.js';
import type { FieldRules } from '../fields/field-definition.js';
import { Field } from '../definition/field.decorator.js';
import type { ResourceOptions } from '../definition/resource-definition.js';
import { Resource } from '../definition/resource.decorator.js';
import { DEFAULT_QUERY_SETTINGS, type QuerySettings } from './query-settings.js';
import { toQuerySettings } from './to-query-settings.js';

const SETTINGS = loadSettings({}, []);

function settingsOf(options: Partial<ResourceOptions>, rules: FieldRules = {}): QuerySettings {
  class Part {
    @Field.string(rules)
    code?: string;
  }
  @Resource({ name: 'things', ...options })
  class Thing {
    @Field.string()
    name?: string;

    @Field.list<Part>({ type: 'dict', model: Part })
    parts?: readonly Part[];

    @Field.list<string>({ type: 'string', ...rules })
    tags?: readonly string[];
  }
  return toQuerySettings(defineResource(Thing, SETTINGS), SETTINGS);
}

describe('toQuerySettings', () => {
  it('keeps what the service says where the resource says nothing', () => {
    expect(settingsOf({})).toEqual(DEFAULT_QUERY_SETTINGS);
  });

  it('prefers what the resource says', () => {
    const own = { sorting: false, embedding: false, pagination: false, validateFilters: true, paginationLimit: 7 };
    expect(settingsOf({ ...own, projection: false, mongoQueryBlacklist: [], allowedFilters: ['parts.code'] })).toEqual({
      ...DEFAULT_QUERY_SETTINGS,
      ...own,
      projection: false,
      blockedOperators: [],
      allowedFilters: ['parts.code'],
    });
  });

  it('knows the fields that take some operators only', () => {
    const rule = { allowedOperators: ['$eq'], blockedOperators: undefined };
    const { operatorRules } = settingsOf({}, { allowedOperators: ['$eq'] });
    expect([...operatorRules]).toEqual([
      ['parts.code', rule],
      ['tags', rule],
    ]);
  });

  it.each<[Partial<ResourceOptions>, FieldRules, string]>([
    [
      { allowedFilters: ['nmae'] },
      {},
      'things.allowedFilters: Unknown field in allowedFilters: nmae, did you mean name?',
    ],
    [{ mongoQueryWhitelist: ['$foo'] }, {}, 'things.mongoQueryWhitelist: there is no operator "$foo".'],
    [{ mongoQueryBlacklist: ['regex'] }, {}, 'things.mongoQueryBlacklist: there is no operator "regex".'],
    [{ paginationLimit: 0 }, {}, 'things.paginationLimit: 0 is not a number of documents; write 1 or more.'],
    [{ paginationDefault: 1.5 }, {}, 'things.paginationDefault: 1.5 is not a number of documents; write 1 or more.'],
    [{}, { allowedOperators: ['$bar'] }, 'things.parts.code.allowedOperators: there is no operator "$bar".'],
    [{}, { blockedOperators: ['gt'] }, 'things.parts.code.blockedOperators: there is no operator "gt".'],
  ])('rejects %j with %j', (options, rules, message) => {
    expect(() => settingsOf(options, rules)).toThrow(message);
  });
});
