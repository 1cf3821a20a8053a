import { coerce, NotCoercible } from './coercions.js';
import type { CoercionName } from '../fields/field-definition.js';

describe('coerce', () => {
  it.each<[CoercionName, unknown, unknown]>([
    ['int', ' -5 ', -5],
    ['int', 1.9, 1],
    ['int', true, 1],
    ['float', '1e3', 1000],
    ['str', 5, '5'],
    ['str', 'a', 'a'],
    ['lower', 'AB', 'ab'],
    ['upper', 'ab', 'AB'],
    ['strip', ' a ', 'a'],
  ])('%s turns %p into %p', (name, value, coerced) => {
    expect(coerce(value, name)).toBe(coerced);
  });

  it.each<[CoercionName, unknown, string]>([
    ['int', 'x', "invalid literal for int() with base 10: 'x'"],
    ['int', [], "int() argument must be a string, a bytes-like object or a real number, not 'list'"],
    ['float', 'x', "could not convert string to float: 'x'"],
    ['float', {}, "float() argument must be a string or a real number, not 'dict'"],
    ['lower', 5, "'int' object has no attribute 'lower'"],
  ])('%s rejects %p as Python does', (name, value, message) => {
    expect(coerce(value, name)).toEqual(new NotCoercible(message));
  });
});
