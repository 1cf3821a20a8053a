import type { ValueDefinition } from '../../fields/field-definition.js';
import { BadQuery } from '../../../errors/api-error.js';
import { canBe, typesOf } from '../../types/field-types.js';
import { TYPES } from '../../types/types.js';
import type { OperatorGroup } from '../../types/value-type.js';
import type { Owner } from './cast-operand.js';
import type { Operator } from './operators.js';
import { showName } from '../../../text/quote.js';

/** The groups of operators, in words: the values that they are for. */
const WORDS = {
  list: 'a list',
  number: 'a number',
  string: 'a string',
  place: 'a place',
} as const satisfies Record<OperatorGroup, string>;

/** The operators that can only ever match some types of field. */
const GROUPS: Partial<Record<Operator, OperatorGroup>> = {
  $size: 'list',
  $elemMatch: 'list',
  $mod: 'number',
  $bitsAllClear: 'number',
  $bitsAllSet: 'number',
  $bitsAnyClear: 'number',
  $bitsAnySet: 'number',
  $regex: 'string',
  $geoWithin: 'place',
  $geoIntersects: 'place',
  $near: 'place',
  $nearSphere: 'place',
};

/** Rejects an operator on a field that it could never match, such as `$size` on a string. */
export function requireFit(operator: Operator, field: ValueDefinition | undefined, owner: Owner): void {
  const group = GROUPS[operator];
  if (group === undefined || fits(group, field)) return;
  throw new BadQuery(
    owner.parameter,
    `operator '${operator}' is for ${WORDS[group]}, and ${showName(owner.path)} is of type ${field ? typesOf(field).join(' or ') : 'any'}`,
  );
}

/** MongoDB tests the elements of a list too. */
function fits(group: OperatorGroup, field: ValueDefinition | undefined): boolean {
  const types = field ? typesOf(field) : [];
  return (
    field === undefined ||
    types.length === 0 ||
    types.some((type) => TYPES[type].matchedBy?.includes(group)) ||
    (canBe('list', field) && group !== 'list' && fits(group, field.items))
  );
}
