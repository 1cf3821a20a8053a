import type { SchemaObject } from '@nestjs/swagger';
import type { DateFormat } from '../../dates/date-format.js';

/** All that is known of one field type, in one object: `TYPES` has them by their names in Eve's vocabulary. */
export interface ValueType {
  /** Whether a stored value is of the type. */
  readonly has: (value: unknown) => boolean;
  /** The value of this type that JSON stands for (`"48"` for an integer); what does not fit stays, and the type rule then rejects it. */
  readonly cast: (value: unknown, dates: DateFormat) => unknown;
  /** The type of its Mongoose path. */
  readonly prop: unknown;
  /** Its schema in OpenAPI 3.1, dates as they are written by default. */
  readonly property: SchemaObject;
  /** A value as a client sends it. */
  readonly example: unknown;
  /** Another value than this one, for a field that must be unique; the same one where that is left out. */
  readonly another?: (value: unknown) => unknown;
  /** The value that a condition compares it with; any value where that is left out. */
  readonly operand?: Operand;
  /** The operators beside comparisons that can match it. */
  readonly matchedBy?: readonly OperatorGroup[];
  /** How a value stands in a URL; none can where that is left out. */
  readonly url?: UrlForm;
  /** The class of its values, where they are neither JSON's nor dates. */
  readonly valueClass?: ValueClass;
  /** Its values in the database, where the engine works with others. */
  readonly stored?: StoredForm;
  /** The id of a document whose client sends none, made of a new ObjectId; clients must send one where that is left out. */
  readonly newId?: (id: object & { toHexString(): string }) => unknown;
  /** The kind of the value, for rules that several types share. */
  readonly kind: Kind;
  /** Eve takes an empty string for null. */
  readonly isNullWhenEmpty?: true;
}

/** The traits that types share beyond their names. */
export type Kind = 'scalar' | 'number' | 'date' | 'reference' | 'list' | 'document' | 'container' | 'geometry';

/** Operators that match the same kinds of values. */
export type OperatorGroup = 'list' | 'number' | 'string' | 'place';

/** The value that a condition compares a field with. */
export interface Operand {
  /** In words, after "is". */
  readonly name: string;
  /** As `ValueType.cast`, but undefined for what does not fit; the type's own cast unless given. */
  readonly cast?: (value: unknown) => unknown;
}

/** A value as a part of a URL. */
export interface UrlForm {
  /** The converter of a URL rule. */
  readonly converter: string;
  /** Its schema in OpenAPI, where it is no string of a pattern. */
  readonly schema?: SchemaObject;
}

/** A stored value → its form in JSON. */
export type Represent = (value: unknown, dates: DateFormat) => unknown;

/** A class of values and its form in JSON. */
export interface ValueClass {
  readonly prototype: object;
  /** Undefined where the form is MongoDB's extended JSON. */
  readonly toJson: (value: never, dates: DateFormat, represent: Represent) => unknown;
}

/** A value in the database and as the engine works with it. */
export interface StoredForm {
  readonly toStored: (value: unknown) => unknown;
  readonly toWorking: (value: unknown) => unknown;
  /** Types beside which a field of several has values of this one as they are. */
  readonly unless: readonly string[];
}
