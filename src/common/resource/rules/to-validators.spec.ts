import { toValidators } from './to-validators.js';

describe('toValidators', () => {
  it.each(['(?=a)b', '(a)\\1', '['])('rejects the regular expression %s, which RE2 does not know', (regex) => {
    expect(() => toValidators({ name: 'code', type: 'string', regex })).toThrow(`code: the regex '${regex}'`);
  });
});
