import mongoose from 'mongoose';
import { BadQuery } from '../../errors/api-error.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import { compileCountFilter, compileFilter } from './where/compile-filter.js';
import { compileProjection } from './projection/compile-projection.js';
import { OPERATORS } from './where/operators.js';
import { parseItemQuery, parseListQuery } from './parse-list-query.js';
import { compilePipeline } from './aggregation/compile-pipeline.js';
import { parseAggregationQuery } from './aggregation/parse-aggregation-query.js';
import { DEFAULT_QUERY_SETTINGS, type OperatorRules, type QueryTarget } from './query-settings.js';

const ROUNDS = 6000;
const FIELDS: readonly FieldDefinition[] = [
  { name: 'i', type: 'integer' },
  { name: 's', type: 'string' },
  { name: 't', type: 'datetime' },
  { name: 'o', type: 'objectid' },
  { name: 'd', type: 'dict' },
  { name: 'f', type: 'dict', fields: [{ name: 's', type: 'string' }] },
  { name: 'l', type: 'list', items: { type: 'dict', fields: [{ name: 'i', type: 'integer' }] } },
  { name: 'm', type: 'list' },
];
const OPERATOR_RULES: OperatorRules = new Map([
  ['i', { allowedOperators: ['$eq', '$in'], blockedOperators: undefined }],
]);
const TARGETS: readonly QueryTarget[] = [
  { fields: FIELDS, settings: DEFAULT_QUERY_SETTINGS },
  { fields: FIELDS, settings: { ...DEFAULT_QUERY_SETTINGS, blockedOperators: [], extraOperators: ['$polygon'] } },
  { fields: FIELDS, settings: { ...DEFAULT_QUERY_SETTINGS, validateFilters: true, operatorRules: OPERATOR_RULES } },
  { fields: [], settings: { ...DEFAULT_QUERY_SETTINGS, allowUnknown: true, allowedFilters: ['i', 'd.x', '$text'] } },
];
const NAMES = [
  'i',
  's',
  't',
  'o',
  'd',
  'f',
  'l',
  'm',
  'd.x',
  'f.s',
  'l.i',
  'l.0.i',
  'm.0',
  '_id',
  'x',
  '__proto__',
  '',
  'a\0',
];
const SCALARS = [0, -1, 1.5, 1e21, 1e308, '', 's', '48', '$i', '$$ROOT', '2013-04-02', '507f1f77bcf86cd799439011', '(a+)+', true, false, null, 'Point', 'int']; // prettier-ignore
const WORDS = ['i', 's', 'd.x', '==', '=', '!=', '<', '>=', 'and', 'or', 'not', 'in', '(', ')', '[', ']', ',', '-', '5', '1.5', '"x"', "'", '"', 'None', 'True', 'ObjectId', 'datetime', '2000', '\\', '{', '}', ':', '%', '💥', '\ud800']; // prettier-ignore
const PARAMETERS = ['where', 'where', 'where', 'sort', 'projection', 'page', 'max_results', 'embedded', 'foo', 'wher', '__proto__']; // prettier-ignore

/** Mulberry32: the same questions on every run, and any failure names the one that caused it. */
function makeRandom(seed: number): (limit: number) => number {
  let state = seed;
  return (limit) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit;
  };
}

class Asker {
  constructor(private readonly random: (limit: number) => number) {}

  /** Values for two parameters of a pipeline. */
  giveValues(): string {
    const values =
      this.random(5) === 0 ? this.value(0) : { $a: this.value(0), [this.pick(['$b', '$c'])]: this.value(3) };
    return `aggregate=${this.encode(JSON.stringify(values))}`;
  }

  ask(): string {
    const count = 1 + this.random(3);
    return Array.from({ length: count }, () => `${this.pick(PARAMETERS)}=${this.encode(this.text())}`).join('&');
  }

  private text(): string {
    const form = this.random(5);
    if (form < 3) return JSON.stringify(this.document(0));
    if (form === 3) return Array.from({ length: this.random(12) }, () => this.pick(WORDS)).join(' ');
    return String.fromCharCode(...Array.from({ length: this.random(20) }, () => this.random(0x300)));
  }

  private encode(text: string): string {
    return this.random(20) === 0 ? text : new URLSearchParams([['', text]]).toString().slice(1);
  }

  private document(depth: number): Record<string, unknown> {
    const entries = Array.from({ length: this.random(4) }, () => [this.name(depth), this.value(depth + 1)] as const);
    return Object.fromEntries(entries);
  }

  private name(depth: number): string {
    return this.random(depth === 0 ? 4 : 2) === 0 ? this.pick(Object.keys(OPERATORS)) : this.pick(NAMES);
  }

  private value(depth: number): unknown {
    const form = depth > 5 ? 0 : this.random(4);
    if (form === 0) return this.pick(SCALARS);
    if (form === 1) return Array.from({ length: this.random(4) }, () => this.value(depth + 1));
    if (form === 2) return { [this.pick(Object.keys(OPERATORS))]: this.value(depth + 1) };
    return this.document(depth);
  }

  private pick<T>(values: readonly T[]): T {
    return values[this.random(values.length)] as T;
  }
}

function aggregate(raw: string): 'rejected' | 'accepted' {
  const pipeline = [{ $match: { x: '$a', y: { $in: ['$b', '$a'] } } }];
  try {
    const query = parseAggregationQuery(raw, DEFAULT_QUERY_SETTINGS, ['$a', '$b']);
    const compiled = compilePipeline(pipeline, query);
    for (const stage of compiled) mongoose.mongo.BSON.serialize(stage);
    const dollars = JSON.stringify(compiled).match(/"\$[^"]*"/g) ?? [];
    expect(dollars.filter((text) => !['"$match"', '"$in"', '"$a"', '"$b"'].includes(text))).toEqual([]);
    return 'accepted';
  } catch (error) {
    if (error instanceof BadQuery) return 'rejected';
    throw new Error(`broken by ${JSON.stringify(raw)}`, { cause: error });
  }
}

function answer(raw: string, target: QueryTarget): 'rejected' | 'accepted' {
  try {
    const query = parseListQuery(raw, target);
    parseItemQuery(raw, target);
    const compiled = [query.filter ? compileFilter(query.filter, target) : {}, compileProjection(query.projection, target.settings) ?? {}]; // prettier-ignore
    if (query.filter) compiled.push(compileCountFilter(query.filter, target));
    for (const document of compiled) mongoose.mongo.BSON.serialize(document);
    return 'accepted';
  } catch (error) {
    if (error instanceof BadQuery) return 'rejected';
    throw new Error(`broken by ${JSON.stringify(raw)}`, { cause: error });
  }
}

describe('any query string', () => {
  it.each(TARGETS.map((target, index) => [index, target] as const))(
    'is answered or rejected with BadQuery, and nothing else (target %i)',
    (index, target) => {
      const asker = new Asker(makeRandom(index + 1));
      const answers = Array.from({ length: ROUNDS }, () => answer(asker.ask(), target));
      const accepted = answers.filter((given) => given === 'accepted').length;
      expect(accepted).toBeGreaterThan(ROUNDS / 50);
      expect(accepted).toBeLessThan(ROUNDS);
      expect(({} as Record<string, unknown>).polluted).toBeUndefined();
    },
  );

  it('gives an aggregation values, or is rejected with BadQuery', () => {
    const asker = new Asker(makeRandom(9));
    const answers = Array.from({ length: ROUNDS }, () => aggregate(asker.giveValues()));
    const accepted = answers.filter((given) => given === 'accepted').length;
    expect(accepted).toBeGreaterThan(ROUNDS / 50);
    expect(accepted).toBeLessThan(ROUNDS);
  });

  it.each([
    ['many brackets', `where=${'('.repeat(100_000)}`],
    ['many lists', `where={"i":${'['.repeat(100_000)}`],
    ['many negations', `where=${'not '.repeat(100_000)}`],
    ['many quotes', `where=${'"'.repeat(100_001)}`],
    ['many backslashes', `where="${'\\'.repeat(100_001)}`],
    ['many digits', `where=i==${'1'.repeat(100_000)}x`],
    ['a number in quotes', `where={"i":"${'1'.repeat(100_000)}x"}`],
    ['a long page length', `max_results=${'1'.repeat(100_000)}x`],
    ['a sort with a gap', `sort=x${'+'.repeat(100_000)}y`],
    ['a long name', `where=${'a'.repeat(100_000)}==1`],
    ['many dots', `where=a${'.a'.repeat(100_000)}==1`],
    ['a long sort', `sort=${'i,'.repeat(100_000)}`],
    ['a sort of blanks', `sort=${'+'.repeat(100_000)}x`],
    ['values that nest', `aggregate={"$a":${'['.repeat(100_000)}`],
    ['a long unknown parameter', `${'wher'.repeat(50_000)}=1`],
  ])('is rejected quickly when it is %s', (_name, raw) => {
    const start = performance.now();
    for (const target of TARGETS.slice(0, 1)) answer(raw, target);
    aggregate(raw);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
