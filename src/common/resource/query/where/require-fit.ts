import { BadQuery } from '../../../errors/api-error.js';
import type { FieldType, GeoType } from '../../types/field-type.js';
import { typesOf } from '../../types/field-types.js';
import type { Owner } from './cast-operand.js';
import type { Operator } from './operators.js';
import { showName } from '../../../text/quote.js';
import type { FieldShape } from '../resolve-path.js';

interface Fit {
  readonly types: readonly FieldType[];
  readonly words: string;
}

const GEO_TYPES = {
  point: true,
  multipoint: true,
  linestring: true,
  multilinestring: true,
  polygon: true,
  multipolygon: true,
  geometrycollection: true,
  feature: true,
  featurecollection: true,
} as const satisfies Record<GeoType, true>;

const LIST: Fit = { types: ['list', 'set', 'container'], words: 'a list' };
const NUMBER: Fit = { types: ['integer', 'float', 'number', 'decimal'], words: 'a number' };
const PLACE: Fit = { types: ['dict', 'list', 'container', ...(Object.keys(GEO_TYPES) as GeoType[])], words: 'a place' };

/** The operators that can only ever match some types of field. */
const FITS: Partial<Record<Operator, Fit>> = {
  $size: LIST,
  $elemMatch: LIST,
  $mod: NUMBER,
  $bitsAllClear: NUMBER,
  $bitsAllSet: NUMBER,
  $bitsAnyClear: NUMBER,
  $bitsAnySet: NUMBER,
  $regex: { types: ['string'], words: 'a string' },
  $geoWithin: PLACE,
  $geoIntersects: PLACE,
  $near: PLACE,
  $nearSphere: PLACE,
};

/** Refuses an operator on a field that it could never match, such as `$size` on a string. */
export function requireFit(operator: Operator, field: FieldShape | undefined, owner: Owner): void {
  const fit = FITS[operator];
  if (fit === undefined || fits(fit, field)) return;
  throw new BadQuery(
    owner.parameter,
    `operator '${operator}' is for ${fit.words}, and ${showName(owner.path)} is of type ${field ? typesOf(field).join(' or ') : 'any'}`,
  );
}

/** MongoDB tests the elements of a list too. */
function fits(fit: Fit, field: FieldShape | undefined): boolean {
  const types = field ? typesOf(field) : [];
  return (
    field === undefined ||
    types.length === 0 ||
    types.some((type) => fit.types.includes(type)) ||
    (holdsElements(types) && fit !== LIST && fits(fit, field.items))
  );
}

function holdsElements(types: readonly FieldType[]): boolean {
  return types.includes('list') || types.includes('set');
}
