import { DefinitionPlace } from '../fields/definition-error.js';
import { takenBelow } from './taken-below.js';
import { parseUrlRule } from './url-rule.js';

const FIELDS = [{ name: 'a', type: 'string' } as const];

describe('takenBelow', () => {
  it.each([
    ['texts', ['texts', 'texts/drafts', 'texts/old', 'other/x', 'texts/x/y', 'a'], ['drafts', 'old']],
    ['texts', ['texts/<a>'], []],
    ['people/<a>', ['people/me', 'people/me/first', 'people/<a>/last', 'others/<a>/x'], ['first', 'last']],
    ['people/me', ['people/<a>/last'], ['last']],
  ])('finds below %s of %j: %j', (url, others, taken) => {
    const parse = (text: string): ReturnType<typeof parseUrlRule> =>
      parseUrlRule(text, { place: DefinitionPlace.ofOption('people', 'url'), fields: FIELDS });

    expect([...takenBelow(parse(url), others.map(parse))]).toEqual(taken);
  });
});
