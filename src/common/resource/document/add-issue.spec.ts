import type { Issues } from '../../errors/api-error.js';
import { addIssue, issueAt } from './add-issue.js';

describe('addIssue', () => {
  it.each<[Issues, string, Issues]>([
    [{}, 'a', { a: 'new' }],
    [{ b: 'old' }, 'a', { b: 'old', a: 'new' }],
    [{ a: 'old' }, 'a', { a: ['old', 'new'] }],
    [{ a: ['old', 'older'] }, 'a', { a: ['old', 'older', 'new'] }],
    [{}, 'a.0', { a: { 0: 'new' } }],
    [{ a: { 1: 'old' } }, 'a.0', { a: { 0: 'new', 1: 'old' } }],
    [{ a: 'old' }, 'a.0', { a: ['old', { 0: 'new' }] }],
    [{ a: { b: { 0: 'old' } } }, 'a.b.2.c', { a: { b: { 0: 'old', 2: { c: 'new' } } } }],
    [{}, 'toString', { toString: 'new' }],
  ])('adds to %j at %s', (issues, at, expected) => {
    const before = structuredClone(issues);
    expect(addIssue(issues, at.split('.'), 'new')).toEqual(expected);
    expect(issues).toEqual(before);
  });
});

describe('issueAt', () => {
  it.each<[Issues, string, unknown]>([
    [{}, 'a', undefined],
    [{ a: 'old' }, 'a', 'old'],
    [{ a: 'old' }, 'a.0', undefined],
    [{ a: { 0: 'old' } }, 'a.0', 'old'],
    [{ a: { 0: 'old' } }, 'a.1', undefined],
    [{}, 'toString', undefined],
  ])('in %j at %s', (issues, at, expected) => {
    expect(issueAt(issues, at.split('.'))).toEqual(expected);
  });
});
