import { createHash } from 'node:crypto';
import { type ReferenceRow } from './reference-row.js';

/** Eight hexadecimal digits that change when any figure that training reads does. */
export function hashRows(rows: readonly ReferenceRow[]): string {
  const figures = rows.map(({ marketplace, category, rank, monthlySales }) => [
    marketplace,
    category,
    rank,
    monthlySales,
  ]);
  return createHash('sha256').update(JSON.stringify(figures)).digest('hex').slice(0, 8);
}
