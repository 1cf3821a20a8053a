import { NotFound } from '../../errors/api-error.js';
import type { FieldDefinition } from '../fields/field-definition.js';
import type { UrlParameter } from '../routes/url-rule.js';
import { readForeign } from '../lookup/foreign-url-value.js';
import { readUrlValue } from '../lookup/url-value.js';
import { isExactly, type Conditions } from '../lookup/conditions.js';
import type { Lookup, UrlValues } from '../lookup/lookup.js';

const NO_VALUES: UrlValues = {};

/** A value in a URL, which one of several fields can have: the first one whose form it is. */
interface UrlValuePlace {
  readonly name: string;
  readonly candidates: readonly Candidate[];
  /** The field that may hold, beside its own, values of other types. */
  readonly open: string | undefined;
}

interface Candidate {
  readonly form: RegExp;
  readonly field: FieldDefinition;
}

/** Where a request goes: the variable parts of its URL, and what its hooks limit it to. */
export interface RouteLocation {
  readonly parameters: Readonly<Record<string, string>>;
  readonly conditions: readonly Conditions[];
}

/** The location of a request → the documents it is about, or `NotFound` where a value in its URL cannot be one of its field. */
export class LookupReader {
  private readonly places: readonly UrlValuePlace[];

  /**
   * @param parameters what stands at each place of the URL; several, where several fields can
   * @param item the one in which URLs of items end, behind all others
   */
  constructor(parameters: readonly (readonly UrlParameter[])[], item?: UrlParameter) {
    this.places = parameters.map((candidates, index) => ({
      name: candidates[0]?.name ?? '',
      open: index === parameters.length - 1 ? item?.path : undefined,
      candidates: candidates.map(({ field, path, form }) => ({ form, field: { ...field, name: path } })),
    }));
  }

  read({ parameters: texts, conditions }: RouteLocation): Lookup {
    if (this.places.length === 0) return { values: NO_VALUES, conditions };
    const values: Record<string, unknown> = {};
    const exactly: Conditions[] = [];
    for (const { name, candidates, open } of this.places) {
      const text = texts[name] ?? '';
      const foreign = open === undefined ? undefined : readForeign(text, candidates);
      if (open !== undefined && foreign) {
        exactly.push(isExactly(open, foreign.value));
        continue;
      }
      const found = candidates.find(({ form }) => form.test(text));
      if (!found) throw new NotFound();
      const value = readUrlValue(text, found.field);
      if (value === undefined) throw new NotFound();
      values[found.field.name] = value;
    }
    return { values, conditions: exactly.length === 0 ? conditions : [...exactly, ...conditions] };
  }
}
