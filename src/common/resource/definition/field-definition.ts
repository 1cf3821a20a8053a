/** The types a field can have, in Eve's vocabulary. */
export type FieldType = 'string' | 'boolean' | 'integer' | 'float' | 'number' | 'datetime' | 'objectid' | 'dict' | 'list';

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
  /** Lowest number (or earliest date) allowed. */
  readonly min?: number | Date;
  /** Highest number (or latest date) allowed. */
  readonly max?: number | Date;
  /** Fewest characters or elements. */
  readonly minLength?: number;
  /** Most characters or elements. */
  readonly maxLength?: number;
  /** `false` refuses an empty string, list or sub-document. */
  readonly empty?: boolean;
  /** Leading and trailing white space is cut before the other rules look. */
  readonly trim?: boolean;
  /** The only values allowed. */
  readonly allowed?: readonly unknown[];
  /** No two documents of the resource share a value. */
  readonly unique?: boolean;
  /** One sentence for the OpenAPI document. */
  readonly description?: string;
  /** A value for the OpenAPI document. */
  readonly example?: unknown;
}

/** One field of a resource: what the three translators (`to-prop`, `to-validators`, `to-api-property`) read. */
export interface FieldDefinition extends FieldRules {
  readonly name: string;
  readonly type: FieldType;
  /** The fields of a `dict`; without them any members are accepted. */
  readonly fields?: readonly FieldDefinition[];
  /** What every element of a `list` is; without it any elements are accepted. */
  readonly items?: Omit<FieldDefinition, 'name'>;
}
