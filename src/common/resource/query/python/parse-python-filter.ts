import type { Filter } from '../where/filter.js';
import type { Operator } from '../where/operators.js';
import { unparsableClause } from '../parse-json-object.js';
import { PythonCursor } from './python-cursor.js';
import { PythonFault } from './python-tokens.js';
import { callPython, PYTHON_CONSTANTS } from './python-values.js';
import { QueryBudget } from '../where/query-budget.js';
import type { QuerySettings } from '../query-settings.js';

/** Either side of a comparison. */
type Side = Named | Valued;
interface Named {
  readonly path: string;
  readonly at: number;
}
interface Valued {
  readonly value: unknown;
  readonly at: number;
}

/** Python's comparisons; `mirrored` is what remains true with the two sides swapped. */
const COMPARISONS = {
  '==': { operator: '$eq', mirrored: '$eq' },
  '!=': { operator: '$ne', mirrored: '$ne' },
  '<': { operator: '$lt', mirrored: '$gt' },
  '<=': { operator: '$lte', mirrored: '$gte' },
  '>': { operator: '$gt', mirrored: '$lt' },
  '>=': { operator: '$gte', mirrored: '$lte' },
  in: { operator: '$in', mirrored: undefined },
  'not in': { operator: '$nin', mirrored: undefined },
} as const satisfies Record<string, { operator: Operator; mirrored: Operator | undefined }>;

type Comparison = keyof typeof COMPARISONS;

const KEYWORDS: ReadonlySet<string> = new Set(['and', 'or', 'not', 'in', 'is', 'if', 'else', 'lambda']);

/**
 * Reads `bestseller_rank < 100 and (category == "Books" or n != -1)` into a filter: comparisons (also chained, mirrored, with
 * `in` and `not in`), `and`, `or`, `not`, brackets, `ObjectId("…")` and `datetime(2000, 1, 1)`.
 */
export function parsePythonFilter(text: string, settings: QuerySettings): Filter {
  try {
    return new PythonFilterParser(new PythonCursor(text), new QueryBudget(settings)).parse();
  } catch (error) {
    if (!(error instanceof PythonFault)) throw error;
    throw unparsableClause(settings.parameters.where, error.message);
  }
}

class PythonFilterParser {
  constructor(
    private readonly cursor: PythonCursor,
    private readonly budget: QueryBudget,
  ) {}

  parse(): Filter {
    const filter = this.parseOr(1);
    this.cursor.requireEnd('and, or, or the end');
    return filter;
  }

  private parseOr(depth: number): Filter {
    const filters = [this.parseAnd(depth)];
    while (this.cursor.take('or')) filters.push(this.parseAnd(depth));
    return join('or', filters);
  }

  private parseAnd(depth: number): Filter {
    const filters = [this.parseNot(depth)];
    while (this.cursor.take('and')) filters.push(this.parseNot(depth));
    return join('and', filters);
  }

  private parseNot(depth: number): Filter {
    this.budget.spend(depth);
    if (this.cursor.take('not')) return { kind: 'nor', filters: [this.parseNot(depth + 1)] };
    if (!this.cursor.take('(')) return this.parseComparisons(depth);
    const filter = this.parseOr(depth + 1);
    this.cursor.require(')');
    return filter;
  }

  /** `a < b < c` means that each neighbouring pair compares so. */
  private parseComparisons(depth: number): Filter {
    const filters: Filter[] = [];
    let left = this.parseSide();
    do {
      if (filters.length > 0) this.budget.spend(depth);
      const { at } = this.cursor.peek();
      const name = this.takeComparison();
      const right = this.parseSide();
      filters.push(compare(left, name, right, at));
      left = right;
    } while (this.peekComparison() !== undefined);
    return join('and', filters);
  }

  private takeComparison(): Comparison {
    const name = this.peekComparison();
    if (name === undefined) throw this.cursor.unexpected('a comparison such as ==');
    this.cursor.skip(name === 'not in' ? 2 : 1);
    return name;
  }

  private peekComparison(): Comparison | undefined {
    if (this.cursor.sees('not') && this.cursor.sees('in', 1)) return 'not in';
    const { kind, text } = this.cursor.peek();
    return kind !== 'literal' && isComparison(text) ? text : undefined;
  }

  private parseSide(): Side {
    const { kind, text, at } = this.cursor.peek();
    if (this.cursor.take('[')) return { value: this.parseList(']', () => this.parseValue()), at };
    const isPath = kind === 'name' && !PYTHON_CONSTANTS.has(text) && !this.cursor.sees('(', 1);
    if (!isPath) return { value: this.parseValue(), at };
    if (KEYWORDS.has(text)) throw this.cursor.unexpected('a field or a value');
    this.cursor.skip();
    return { path: text, at };
  }

  private parseValue(): unknown {
    const { kind, text, at } = this.cursor.peek();
    if (kind !== 'name' || !this.cursor.sees('(', 1)) return this.parseLiteral();
    this.cursor.skip(2);
    return callPython(
      text,
      this.parseList(')', () => this.parseLiteral()),
      at,
    );
  }

  private parseLiteral(): unknown {
    const sign = this.cursor.take('-') ? '-' : this.cursor.take('+') ? '+' : undefined;
    const token = this.cursor.peek();
    const value = token.kind === 'literal' ? token.value : PYTHON_CONSTANTS.get(token.text);
    if (sign !== undefined && typeof value !== 'number' && typeof value !== 'bigint')
      throw this.cursor.unexpected('a number');
    if (value === undefined) throw this.cursor.unexpected('a value');
    this.cursor.skip();
    if (sign !== '-') return value;
    return typeof value === 'bigint' ? -value : -Number(value);
  }

  private parseList(end: string, parseElement: () => unknown): unknown[] {
    const values = this.cursor.readList(end, parseElement);
    this.budget.spendList(values.length);
    return values;
  }
}

function isComparison(text: string): text is Comparison {
  return Object.hasOwn(COMPARISONS, text);
}

function join(kind: 'and' | 'or', filters: readonly Filter[]): Filter {
  const [only] = filters;
  return filters.length === 1 && only ? only : { kind, filters };
}

function compare(left: Side, name: Comparison, right: Side, at: number): Filter {
  const { operator, mirrored } = COMPARISONS[name];
  if ('path' in left) {
    if ('value' in right) return toFieldFilter(left.path, operator, right);
    const detail = `a field is compared with a value, not with the name ${right.path} (texts stand in quotes)`;
    throw new PythonFault(detail, right.at);
  }
  if ('value' in right) throw new PythonFault('two values are compared, and no field', at);
  if (mirrored === undefined) throw new PythonFault(`"${name}" takes a field before it`, at);
  return toFieldFilter(right.path, mirrored, left);
}

function toFieldFilter(path: string, operator: Operator, { value, at }: Valued): Filter {
  const takesList = operator === '$in' || operator === '$nin';
  if (!takesList) return { kind: 'field', path, tests: [{ kind: 'compare', operator, value }] };
  if (!Array.isArray(value)) throw new PythonFault('in and not in take a list in square brackets', at);
  return { kind: 'field', path, tests: [{ kind: 'among', operator, values: value }] };
}
