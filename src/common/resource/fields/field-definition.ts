import type { Typed } from '../types/types.js';

/** A limit of values that have an order. */
export type Bound = number | string | Date;

/** Says what is wrong with a value, in a sentence or several; nothing where all is well. It may be asked twice. */
export type Check = (value: unknown, document: object) => string | readonly string[] | undefined;

/** The coercions that data can name. */
export type CoercionName = 'int' | 'float' | 'str' | 'lower' | 'upper' | 'strip';

/** Turns a value into another one, or throws an error whose message says why it cannot. */
export type Coercion = CoercionName | ((value: unknown) => unknown);

/** The rules that a value must satisfy, in Eve's vocabulary. */
export interface ValidationRules {
  /** Lowest value allowed. */
  readonly min?: Bound;
  /** Highest value allowed. */
  readonly max?: Bound;
  /** Fewest characters, elements or members. */
  readonly minLength?: number;
  /** Most characters, elements or members. */
  readonly maxLength?: number;
  /** `false` rejects an empty string, list or sub-document. */
  readonly empty?: boolean;
  /** The only values allowed; of a list, its elements. */
  readonly allowed?: readonly unknown[];
  /** Values that are not allowed; of a list, its elements. */
  readonly forbidden?: readonly unknown[];
  /** Values that a list must have among its elements: one or several. */
  readonly contains?: unknown;
  /** The pattern that a string must match from beginning to end, in the syntax of RE2. */
  readonly regex?: string;
  /** Fields that must be there too, or the values they must have. */
  readonly dependencies?: string | readonly string[] | Readonly<Record<string, unknown>>;
  /** Fields that must not be there together with this one. */
  readonly excludes?: string | readonly string[];
  /** At least one of these must be satisfied. Here and in the next three, one that leaves out its type has the field's. */
  readonly anyOf?: readonly ValueDefinition[];
  /** All of these must be satisfied. */
  readonly allOf?: readonly ValueDefinition[];
  /** Exactly one of these must be satisfied. */
  readonly oneOf?: readonly ValueDefinition[];
  /** None of these may be satisfied. */
  readonly noneOf?: readonly ValueDefinition[];
  /** Whatever else a value must satisfy. */
  readonly checkWith?: Check | readonly Check[];
}

/** The documents that a value refers to. */
export interface DataRelation {
  /** The name of the other resource. */
  readonly resource: string;
  /** The field of it that holds the value; `_id` unless given. */
  readonly field?: string;
  /** Clients may ask for the document in place of the value. */
  readonly embeddable?: boolean;
}

/** The rules of a field's value, its normalisation, and its description; all of it optional. */
export interface FieldRules extends ValidationRules {
  /** The field must be in every POST and PUT. */
  readonly required?: boolean;
  /** `null` is a value of this field. */
  readonly nullable?: boolean;
  /** Written when POST or PUT leaves the field out. */
  readonly default?: unknown;
  /** Works out what is written when POST or PUT leaves the field out, from the fields that are there. It may be asked twice. */
  readonly defaultSetter?: (document: Readonly<Record<string, unknown>>) => unknown;
  /** Clients may read the field, only the server writes it. */
  readonly readOnly?: boolean;
  /** Leading and trailing white space is cut before the other rules look. */
  readonly trim?: boolean;
  /** The coercions of a value before the other rules look, one after the other. */
  readonly coerce?: Coercion | readonly Coercion[];
  /** The field under whose name the value is stored. */
  readonly rename?: string;
  /** No two documents of the resource share a value; an index stands behind it. */
  readonly unique?: boolean;
  /** The same among the documents of one user; while requests have no users, as `unique`. */
  readonly uniqueToUser?: boolean;
  /** The same among the documents that the resource's `filter` takes in. */
  readonly uniqueWithinResource?: boolean;
  /** The value names a document of another resource, which must exist. */
  readonly dataRelation?: DataRelation;
  /** The only operators (`$eq` for a plain value) that conditions on the field, and on what is in it, may use. */
  readonly allowedOperators?: readonly string[];
  /** Operators that such conditions may not use. */
  readonly blockedOperators?: readonly string[];
  /** One sentence for the OpenAPI document. */
  readonly description?: string;
  /** A value for the OpenAPI document. */
  readonly example?: unknown;
}

/** The rules for all fields of a document or sub-document. */
export interface MemberRules {
  /** Fields that are not declared are kept as they are. */
  readonly allowUnknown?: boolean | undefined;
  /** Fields that are not declared are dropped. */
  readonly purgeUnknown?: boolean | undefined;
  /** Every field is required that does not say otherwise. */
  readonly requireAll?: boolean | undefined;
}

/** The definition of a value, whether a field's or a list element's. */
export interface ValueDefinition extends Typed, FieldRules, MemberRules {
  /** The fields of a `dict`; without them any members are accepted. */
  readonly fields?: readonly FieldDefinition[];
  /** The decorated class behind `fields`. */
  readonly model?: new () => object;
  /** The definition of every element of a `list`. */
  readonly items?: ValueDefinition;
  /** The definition of each element of a `list`, by its place: the list has just so many (Cerberus calls this rule `items`). */
  readonly elements?: readonly ValueDefinition[];
  /** The definition of every name in a `dict`. */
  readonly keysRules?: ValueDefinition;
  /** The definition of every value in a `dict`. */
  readonly valuesRules?: ValueDefinition;
}

/** One field of a resource: what the three translators (`to-prop`, `to-validators`, `to-api-property`) read. */
export interface FieldDefinition extends ValueDefinition {
  readonly name: string;
}
