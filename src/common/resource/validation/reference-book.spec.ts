import mongoose from 'mongoose';
import { ReferenceBook } from './reference-book.js';

const relation = { resource: 'people' };
const ids = Array.from({ length: 4 }, (_, n) => n.toString(16).padStart(24, 'a'));

/** Asks for ids, as a request does whose values are made anew each time. */
const ask = (book: ReferenceBook, asked: readonly number[]): readonly boolean[] =>
  asked.map((n) => book.leads(new mongoose.Types.ObjectId(ids[n]), relation));

/** Looks up what was asked for: what is in the list leads somewhere. */
function answer(book: ReferenceBook, existing: readonly number[]): readonly string[] {
  const [[, references] = [relation, []]] = book.takeAsked();
  for (const reference of references) reference.leads = existing.some((n) => ids[n] === String(reference.value));
  return references.map(({ value }) => String(value));
}

describe('ReferenceBook', () => {
  it('believes that all lead somewhere until they are looked up, each once', () => {
    const book = new ReferenceBook();
    expect(ask(book, [0, 1, 0, 2])).toEqual([true, true, true, true]);
    expect(answer(book, [1])).toEqual([ids[0], ids[1], ids[2]]);
    expect(book.takeAsked()).toEqual([]);
  });

  it.each([
    ['in the same order', [0, 1, 0, 2]],
    ['in another order', [2, 1, 1, 0]],
    ['in part', [1, 2]],
  ])('knows them when they are asked for again %s', (_, again) => {
    const book = new ReferenceBook();
    ask(book, [0, 1, 0, 2]);
    answer(book, [1]);
    expect(ask(book, again)).toEqual(again.map((n) => n === 1));
  });

  it('asks for what is new in another round, and believes nothing once it is closed', () => {
    const book = new ReferenceBook();
    ask(book, [0, 1]);
    answer(book, [0, 1]);
    expect([ask(book, [0, 2]), answer(book, [])]).toEqual([[true, true], [ids[2]]]);
    book.close();
    expect(ask(book, [0, 2, 3])).toEqual([true, false, false]);
  });
});
