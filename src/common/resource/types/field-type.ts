/** The types a field can have, in Eve's vocabulary. */
export type FieldType =
  | 'string'
  | 'boolean'
  | 'integer'
  | 'float'
  | 'number'
  | 'decimal'
  | 'date'
  | 'datetime'
  | 'objectid'
  | 'dbref'
  | 'binary'
  | 'dict'
  | 'list'
  | 'set'
  | 'container'
  | GeoType;

/** The types whose values are GeoJSON objects. */
export type GeoType =
  | 'point'
  | 'multipoint'
  | 'linestring'
  | 'multilinestring'
  | 'polygon'
  | 'multipolygon'
  | 'geometrycollection'
  | 'feature'
  | 'featurecollection';

/** What has a type. */
export interface Typed {
  /** One type or several; any value will do where it is left out. */
  readonly type?: FieldType | readonly FieldType[];
}
