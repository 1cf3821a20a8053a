import { BadRequest } from '../errors/api-error.js';

/**
 * A form's text (application/x-www-form-urlencoded) → one document of texts, which validation casts by their fields' types.
 * A name given several times is a list. Refuses an empty form with `BadRequest`.
 */
export function parseFormBody(
  _request: unknown,
  text: string,
  done: (error: Error | null, value?: unknown) => void,
): void {
  const form = new URLSearchParams(text);
  if (form.size === 0) {
    done(new BadRequest('No form-urlencoded data supplied'));
    return;
  }
  const names = [...new Set(form.keys())];
  done(null, Object.fromEntries(names.map((name) => [name, oneOrMany(form.getAll(name))])));
}

function oneOrMany(values: readonly string[]): unknown {
  return values.length === 1 ? values[0] : values;
}
