import { settingsOf } from './setting-definition.js';
import { Setting } from './setting.decorator.js';

class Example {
  @Setting.integer({ default: 3, min: 1, max: 9, aliases: ['TRIES'], description: 'How often.' })
  readonly retryCount!: number;

  // @ts-expect-error an integer cannot be kept in a text
  @Setting.integer({ default: 3, min: 1, max: 9, description: 'How often.' })
  readonly text!: string;

  // @ts-expect-error a setting without a default may have no value
  @Setting.optionalPath({ description: 'Where.' })
  readonly path!: string;

  // @ts-expect-error the property leaves out a choice
  @Setting.choice({ default: 'a', of: ['a', 'b'], description: 'Which.' })
  readonly choice!: 'a';
}

class Other {
  @Setting.switch({ default: false, description: 'Whether.' })
  readonly other!: boolean;
}

describe('Setting', () => {
  it('derives the variable and the flag from the property', () => {
    expect(settingsOf(Example)[0]).toMatchObject({
      property: 'retryCount',
      variable: 'RETRY_COUNT',
      flag: 'retry-count',
      aliases: ['TRIES'],
      allowed: 'an integer from 1 to 9',
      shownDefault: '3',
    });
  });

  it('keeps the order of declaration and the settings of each class apart', () => {
    expect(settingsOf(Example).map(({ property }) => property)).toEqual(['retryCount', 'text', 'path', 'choice']);
    expect(settingsOf(Other).map(({ property }) => property)).toEqual(['other']);
  });
});
