import { BadRequest, PayloadTooLarge } from '../errors/api-error.js';
import { GIVEN_SEVERAL_TIMES } from '../errors/given-several-times.js';

/** Most fields of a form, files among them. */
const MOST_FIELDS = 1000;

/** The settings of forms. */
export interface FormOptions {
  /** A name given several times is a list; otherwise such a form is rejected. */
  readonly autoCollapseMultiKeys: boolean;
  /** The texts of a multipart form are read as JSON where they are JSON. */
  readonly multipartFormFieldsAsJson: boolean;
}

/**
 * The fields of a form, as sent → one document, whose texts validation casts by their fields' types. Rejects what is
 * given several times, where that makes no list, with `BadRequest`.
 */
export function toFormDocument(
  fields: Iterable<readonly [name: string, value: unknown]>,
  { autoCollapseMultiKeys }: FormOptions,
): Readonly<Record<string, unknown>> {
  const valuesByName = new Map<string, unknown[]>();
  for (const [name, value] of fields) {
    const values = valuesByName.get(name);
    if (!values) valuesByName.set(name, [value]);
    else if (autoCollapseMultiKeys) values.push(value);
    else throw new BadRequest('The form gives a field several times', { [name]: GIVEN_SEVERAL_TIMES });
  }
  return Object.fromEntries([...valuesByName].map(([name, values]) => [name, oneOrMany(values)]));
}

function oneOrMany(values: readonly unknown[]): unknown {
  return values.length === 1 ? values[0] : values;
}

/** Rejects a form of too many fields with `PayloadTooLarge`. */
export function requireFewFields(count: number): void {
  if (count > MOST_FIELDS) throw new PayloadTooLarge(`A form may have ${MOST_FIELDS} fields at the most.`);
}
