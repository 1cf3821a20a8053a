import { DefinitionPlace } from '../fields/definition-error.js';
import { reservedBelow } from './reserved-below.js';
import { parseUrlRule } from './url-rule.js';

const FIELDS = [{ name: 'a', type: 'string' } as const];

describe('reservedBelow', () => {
  it.each([
    ['texts', ['texts', 'texts/drafts', 'texts/old', 'other/x', 'texts/x/y', 'a'], ['drafts', 'old']],
    ['texts', ['texts/<a>'], []],
    ['people/<a>', ['people/me', 'people/me/first', 'people/<a>/last', 'others/<a>/x'], ['first', 'last']],
    ['people/me', ['people/<a>/last'], ['last']],
  ])('finds below %s of %j: %j', (url, others, reserved) => {
    const parse = (text: string): ReturnType<typeof parseUrlRule> =>
      parseUrlRule(text, { place: DefinitionPlace.ofOption('people', 'url'), fields: FIELDS });

    expect([...reservedBelow(parse(url), others.map(parse))]).toEqual(reserved);
  });
});
