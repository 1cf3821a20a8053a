import { BadQuery } from '../../../errors/api-error.js';
import { isPlainObject } from '../../../values/is-plain-object.js';
import type { ElementMatch, Filter, Test } from './filter.js';
import { type OperandKind, type Operator, OPERATORS, requireOperators } from './operators.js';
import { parseExpression } from './parse-expression.js';
import { GeoFault, parseArea, parseNear } from './parse-geo.js';
import { type CheckKind, findOperandFault } from './parse-operand.js';
import { parsePattern } from './parse-pattern.js';
import { parseText } from './parse-text.js';
import { QueryBudget } from './query-budget.js';
import type { QuerySettings } from '../query-settings.js';
import { quote, showName } from '../../../text/quote.js';
import { requireLiteral } from './require-literal.js';
import type { Members } from '../../../values/members.js';

/** Where in the query a part stands. */
interface ConditionPlace {
  readonly depth: number;
  /** Every condition here must hold: the only place for `$near` and `$text`. */
  readonly isConjunction: boolean;
  /** Inside `$elemMatch`: no `$expr` here. */
  readonly isElement: boolean;
}

type TestParser = (parser: JsonFilterParser, operator: Operator, siblings: Members, place: ConditionPlace) => Test;

const CHECK: TestParser = (parser, operator, siblings) => parser.parseCheck(operator, siblings[operator]);
const COMPANIONS: Partial<Record<Operator, readonly Operator[]>> = {
  $options: ['$regex'],
  $maxDistance: ['$near', '$nearSphere'],
  $minDistance: ['$near', '$nearSphere'],
};

/** How an operator under a field is read, by what it takes; those missing do not stand there. */
const TEST_PARSERS: Partial<Record<OperandKind, TestParser>> = {
  value: (parser, operator, siblings, { depth }) => parser.parseComparison(operator, siblings[operator], depth),
  values: (parser, operator, siblings, place) => parser.parseValues(operator, siblings[operator], place),
  boolean: CHECK,
  count: CHECK,
  types: CHECK,
  modulus: CHECK,
  bits: CHECK,
  pattern: (parser, _operator, { $regex, $options = '' }) => parsePattern($regex, $options, parser.settings),
  tests: (parser, _operator, siblings, place) => parser.parseNot(siblings.$not, place),
  element: (parser, _operator, siblings, place) => ({
    kind: 'element',
    match: parser.parseElement(siblings.$elemMatch, place),
  }),
  area: (parser, operator, siblings) =>
    parser.parseGeo(operator, siblings[operator], (operand) => parseArea(operator, operand)),
  point: (parser, operator, siblings, place) => parser.parseNear(operator, siblings, place),
};

/** Reads a MongoDB query document, as parsed JSON, into a filter. */
export function parseJsonFilter(document: Members, settings: QuerySettings): Filter {
  return new JsonFilterParser(settings).parseDocument(document, { depth: 1, isConjunction: true, isElement: false });
}

class JsonFilterParser {
  private readonly budget: QueryBudget;
  private readonly parameter: string;
  private special: string | undefined;

  constructor(readonly settings: QuerySettings) {
    this.budget = new QueryBudget(settings);
    this.parameter = settings.parameters.where;
  }

  parseDocument(document: Members, place: ConditionPlace): Filter {
    this.budget.spend(place.depth);
    const operators = requireOperators(Object.keys(document).filter(isDollar), this.settings);
    const filters: Filter[] = operators.map((operator) => this.parseOperator(operator, document[operator], place));
    for (const [name, operand] of Object.entries(document)) {
      if (!isDollar(name)) filters.push(this.parseField(name, operand, place));
    }
    const [only] = filters;
    return filters.length === 1 && only ? only : { kind: 'and', filters };
  }

  private parseOperator(operator: Operator, operand: unknown, place: ConditionPlace): Filter {
    if (operator === '$and' || operator === '$or' || operator === '$nor') {
      return this.parseJunction(operator, operand, place);
    }
    if (operator === '$text') {
      this.requireOnlySpecial(operator, place);
      return parseText(operand, this.settings);
    }
    if (operator !== '$expr') {
      this.reject(`operator '${operator}' belongs under a field: {"field": {"${operator}": …}}`);
    }
    if (place.isElement) this.reject(`operator '$expr' cannot stand inside $elemMatch`);
    return { kind: 'expression', expression: parseExpression(operand, this.budget, place.depth + 1) };
  }

  private parseJunction(operator: '$and' | '$or' | '$nor', operand: unknown, place: ConditionPlace): Filter {
    if (!Array.isArray(operand) || operand.length === 0 || !operand.every(isPlainObject)) {
      this.reject(`operator '${operator}' expects a list of sub-queries`);
    }
    const isConjunction = place.isConjunction && operator === '$and';
    const inner = { ...place, depth: place.depth + 1, isConjunction };
    return { kind: JUNCTIONS[operator], filters: operand.map((document) => this.parseDocument(document, inner)) };
  }

  private parseField(path: string, operand: unknown, place: ConditionPlace): Filter {
    const tests =
      isPlainObject(operand) && Object.keys(operand).some(isDollar)
        ? this.parseTests(operand, { ...place, depth: place.depth + 1 })
        : [this.parseComparison('$eq', operand, place.depth)];
    return { kind: 'field', path, tests };
  }

  private parseTests(operators: Members, place: ConditionPlace): Test[] {
    const names = Object.keys(operators);
    const misplaced = names.find((name) => !isDollar(name));
    if (misplaced !== undefined) {
      this.reject(
        `${showName(misplaced)} stands among operators: a sub-field is written "field.${showName(misplaced)}"`,
      );
    }
    return requireOperators(names, this.settings).flatMap((name) => {
      this.budget.spend(place.depth);
      const parse = TEST_PARSERS[OPERATORS[name]];
      if (parse) return parse(this, name, operators, place);
      if (!COMPANIONS[name]?.some((companion) => Object.hasOwn(operators, companion))) {
        this.reject(`operator '${name}' cannot stand by itself under a field`);
      }
      return [];
    });
  }

  parseComparison(operator: Operator, value: unknown, depth: number): Test {
    requireLiteral(value, this.budget, depth);
    return { kind: 'compare', operator, value };
  }

  parseValues(operator: Operator, values: unknown, place: ConditionPlace): Test {
    if (!Array.isArray(values)) this.reject(`operator '${operator}' expects a list, not ${quote(values)}`);
    if (operator === '$all' && values.length > 0 && values.every(isElementMatch)) {
      return { kind: 'elements', matches: values.map(({ $elemMatch }) => this.parseElement($elemMatch, place)) };
    }
    requireLiteral(values, this.budget, place.depth);
    return { kind: 'among', operator, values };
  }

  parseCheck(operator: Operator, operand: unknown): Test {
    // The table of test parsers comes here with these kinds only.
    const fault = findOperandFault(OPERATORS[operator] as CheckKind, operator, operand);
    if (fault !== undefined) this.reject(fault);
    return { kind: 'check', operator, operand };
  }

  parseNot(operand: unknown, place: ConditionPlace): Test {
    if (!isPlainObject(operand) || Object.keys(operand).length === 0) {
      this.reject(`operator '$not' expects an object of operators, not ${quote(operand)}`);
    }
    return { kind: 'not', tests: this.parseTests(operand, { ...place, depth: place.depth + 1, isConjunction: false }) };
  }

  parseElement(operand: unknown, place: ConditionPlace): ElementMatch {
    if (!isPlainObject(operand)) this.reject(`operator '$elemMatch' expects an object, not ${quote(operand)}`);
    const inner = { depth: place.depth + 1, isConjunction: false, isElement: true };
    const isAboutValue = Object.keys(operand).some((name) => isDollar(name) && !Object.hasOwn(JUNCTIONS, name));
    return isAboutValue ? { tests: this.parseTests(operand, inner) } : { filter: this.parseDocument(operand, inner) };
  }

  parseNear(operator: Operator, siblings: Members, place: ConditionPlace): Test {
    this.requireOnlySpecial(operator, place);
    return this.parseGeo(operator, siblings[operator], (operand) => parseNear(operator, operand, siblings));
  }

  parseGeo(operator: Operator, operand: unknown, parse: (operand: unknown) => Test): Test {
    if (isPlainObject(operand)) requireOperators(Object.keys(operand).filter(isDollar), this.settings);
    try {
      return parse(operand);
    } catch (error) {
      if (!(error instanceof GeoFault)) throw error;
      return this.reject(`operator '${operator}' expects ${error.message}`);
    }
  }

  /** MongoDB reads one special index in a query, and only for a condition that every document must meet. */
  private requireOnlySpecial(operator: Operator, place: ConditionPlace): void {
    if (!place.isConjunction) this.reject(`operator '${operator}' cannot stand inside $or, $nor, $not or $elemMatch`);
    if (this.special !== undefined) {
      this.reject(`operators '${this.special}' and '${operator}' cannot stand in one query`);
    }
    this.special = operator;
  }

  private reject(message: string): never {
    throw new BadQuery(this.parameter, message);
  }
}

const JUNCTIONS = { $and: 'and', $or: 'or', $nor: 'nor' } as const;

function isDollar(name: string): boolean {
  return name.startsWith('$');
}

function isElementMatch(value: unknown): value is { $elemMatch: unknown } {
  return isPlainObject(value) && Object.keys(value).join() === '$elemMatch';
}
