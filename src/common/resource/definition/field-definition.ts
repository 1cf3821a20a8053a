/** The types a field can have, in Eve's vocabulary. */
export type FieldType =
  'string' | 'boolean' | 'integer' | 'float' | 'number' | 'datetime' | 'objectid' | 'dict' | 'list';

/** What a value refers to. */
export interface DataRelation {
  /** The name of the other resource. */
  readonly resource: string;
  /** The field of it that holds the value; `_id` unless given. */
  readonly field?: string;
  /** Clients may ask for the document in place of the value. */
  readonly embeddable?: boolean;
}

/** What a field's value must satisfy and how it is described; all of it optional. */
export interface FieldRules {
  /** The field must be in every POST and PUT. */
  readonly required?: boolean;
  /** `null` is a value of this field. */
  readonly nullable?: boolean;
  /** Written when POST or PUT leaves the field out. */
  readonly default?: unknown;
  /** Clients may read the field, only the server writes it. */
  readonly readOnly?: boolean;
  /** Lowest number allowed. */
  readonly min?: number;
  /** Highest number allowed. */
  readonly max?: number;
  /** Fewest characters or elements. */
  readonly minLength?: number;
  /** Most characters or elements. */
  readonly maxLength?: number;
  /** `false` refuses an empty string, list or sub-document. */
  readonly empty?: boolean;
  /** Leading and trailing white space is cut before the other rules look. */
  readonly trim?: boolean;
  /** The only values allowed. */
  readonly allowed?: readonly (string | number)[];
  /** No two documents of the resource share a value; an index stands behind it. */
  readonly unique?: boolean;
  /** The value names a document of another resource, which must exist. */
  readonly dataRelation?: DataRelation;
  /** One sentence for the OpenAPI document. */
  readonly description?: string;
  /** A value for the OpenAPI document. */
  readonly example?: unknown;
}

/** What a value is, whether a field's or a list element's. */
export interface ValueDefinition extends FieldRules {
  readonly type: FieldType;
  /** The fields of a `dict`, or the one field `element` of a `list`; without them any members are accepted. */
  readonly fields?: readonly FieldDefinition[];
  /** The decorated class behind `fields`. */
  readonly model?: new () => object;
  /** What every element of a `list` is. */
  readonly items?: ValueDefinition;
}

/** One field of a resource: what the three translators (`to-prop`, `to-validators`, `to-api-property`) read. */
export interface FieldDefinition extends ValueDefinition {
  readonly name: string;
}
