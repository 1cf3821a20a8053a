import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ERROR_CODES } from './error-codes.js';

const CLASS =
  /\/\*\* (\d{3}): ([^*]+) \*\/\nexport class (\w+) extends ApiError \{\n {2}readonly status = (\d{3});\n {2}readonly code = '(\w+)';/g;
const ROW = /^\| (\d{3}) \| `(\w+)` +\| `(\w+)` +\| (.+?) +\|$/gm;

describe('docs/errors.md', () => {
  const source = readFileSync(join(import.meta.dirname, 'api-error.ts'), 'utf8');
  const docs = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8').replaceAll(/ +\|/g, ' |');
  const classes = [...source.matchAll(CLASS)].map(
    ([, reported = '', text = '', name = '', status = '', code = '']) => ({
      reported,
      status,
      code,
      name,
      text,
    }),
  );

  it('is about a catalogue that says for every class its status and what it means', () => {
    expect(classes.map(({ name }) => name)).toEqual(
      [...source.matchAll(/export class (\w+) extends ApiError/g)].map(([, name]) => name),
    );
    for (const { reported, status } of classes) expect(reported).toBe(status);
  });

  it('lists exactly the errors of the catalogue, with their meaning', () => {
    const rows = [...docs.matchAll(ROW)].map(([, status, code, name, text]) => ({ status, code, name, text }));
    expect(rows).toEqual(classes.map(({ status, code, name, text }) => ({ status, code, name, text })));
  });

  it('is about errors of which each has a machine code of its own', () => {
    expect(classes.map(({ code }) => code)).toEqual(ERROR_CODES);
    expect(new Set(ERROR_CODES).size).toBe(ERROR_CODES.length);
  });
});
