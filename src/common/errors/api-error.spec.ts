import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const CLASS = /\/\*\* (\d{3}): ([^*]+) \*\/\nexport class (\w+) extends ApiError \{\n {2}readonly status = (\d{3});/g;
const ROW = /^\| (\d{3}) \| `(\w+)` +\| (.+?) +\|$/gm;

describe('docs/errors.md', () => {
  const source = readFileSync(join(import.meta.dirname, 'api-error.ts'), 'utf8');
  const docs = readFileSync(join(import.meta.dirname, '../../../docs/errors.md'), 'utf8').replaceAll(/ +\|/g, ' |');
  const classes = [...source.matchAll(CLASS)].map(([, told = '', text = '', name = '', status = '']) => ({
    told,
    status,
    name,
    text,
  }));

  it('is about a catalogue that says for every class its status and what it means', () => {
    expect(classes.map(({ name }) => name)).toEqual(
      [...source.matchAll(/export class (\w+) extends ApiError/g)].map(([, name]) => name),
    );
    for (const { told, status } of classes) expect(told).toBe(status);
  });

  it('lists exactly the errors of the catalogue, with their meaning', () => {
    const rows = [...docs.matchAll(ROW)].map(([, status, name, text]) => ({ status, name, text }));
    expect(rows).toEqual(classes.map(({ status, name, text }) => ({ status, name, text })));
  });
});
