import { BadQuery } from '../../../errors/api-error.js';
import type { QuerySettings } from '../query-settings.js';

/** Counts what a `where` asks for while it is parsed, and rejects one that nests too deeply or grows too large. */
export class QueryBudget {
  private nodes = 0;

  constructor(readonly settings: QuerySettings) {}

  /** Pays for one condition, sub-query or sub-document at this depth (the outermost is 1). */
  spend(depth: number): void {
    if (depth > this.settings.maxDepth) this.reject(`nested more than ${this.settings.maxDepth} levels deep`);
    if (++this.nodes > this.settings.maxNodes) this.reject(`more than ${this.settings.maxNodes} conditions`);
  }

  /** Pays for a list of so many values. */
  spendList(length: number): void {
    if (length > this.settings.maxListLength) this.reject(`a list of more than ${this.settings.maxListLength} values`);
  }

  private reject(what: string): never {
    const { where } = this.settings.parameters;
    throw new BadQuery(where, `The \`${where}\` clause is too large: ${what}`);
  }
}
