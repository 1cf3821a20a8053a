import { BINARY } from './binary.js';
import { BOOLEAN } from './boolean.js';
import { CONTAINER, DICT, LIST, SET } from './containers.js';
import { DATE, DATETIME } from './dates.js';
import { DBREF } from './dbref.js';
import { DECIMAL } from './decimal.js';
import { GEO_TYPES } from './geo-types.js';
import { FLOAT, INTEGER, NUMBER } from './numbers.js';
import { OBJECTID } from './objectid.js';
import { STRING } from './string.js';
import { UUID_TYPE } from './uuid.js';
import type { ValueType } from './value-type.js';

const BY_NAME = {
  string: STRING,
  boolean: BOOLEAN,
  integer: INTEGER,
  float: FLOAT,
  number: NUMBER,
  decimal: DECIMAL,
  date: DATE,
  datetime: DATETIME,
  objectid: OBJECTID,
  dbref: DBREF,
  binary: BINARY,
  uuid: UUID_TYPE,
  dict: DICT,
  list: LIST,
  set: SET,
  container: CONTAINER,
  ...GEO_TYPES,
} as const satisfies Record<string, ValueType>;

/** The types a field can have, in Eve's vocabulary. */
export type FieldType = keyof typeof BY_NAME;

/** Every type by its name: the one place that lists them. */
export const TYPES: Readonly<Record<FieldType, ValueType>> = BY_NAME;

/** Anything with a type. */
export interface Typed {
  /** One type or several; any value will do where it is left out. */
  readonly type?: FieldType | readonly FieldType[];
}
