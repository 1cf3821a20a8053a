import type { PipeTransform } from '@nestjs/common';
import { NotFound } from '../../errors/api-error.js';
import { fitsType } from '../definition/field-types.js';
import type { UrlParameter } from '../definition/url-rule.js';
import { normaliseScalar } from '../document/normalise-scalar.js';
import type { Lookup } from '../query/lookup.js';

type Texts = Readonly<Record<string, string>>;

const NOTHING: Lookup = {};

/** A value in a URL, which one of several fields can have: the first one whose form it is. */
interface Place {
  readonly name: string;
  readonly candidates: readonly (UrlParameter & { readonly form: RegExp })[];
}

/** The values in a URL → the documents it names, or `NotFound` where one cannot be a value of its field. */
export class LookupPipe implements PipeTransform<Texts, Lookup> {
  private readonly places: readonly Place[];

  /** @param parameters what stands at each place of the URL; several, where several fields can */
  constructor(parameters: readonly (readonly UrlParameter[])[]) {
    this.places = parameters.map((candidates) => ({
      name: candidates[0]?.name ?? '',
      candidates: candidates.map((parameter) => ({ ...parameter, form: new RegExp(`^(?:${parameter.pattern})$`) })),
    }));
  }

  transform(texts: Texts): Lookup {
    if (this.places.length === 0) return NOTHING;
    const lookup: Record<string, unknown> = {};
    for (const { name, candidates } of this.places) {
      const text = texts[name] ?? '';
      const [only, ...others] = candidates; // one of which the router found to match
      const parameter = others.length === 0 ? only : candidates.find(({ form }) => form.test(text));
      if (!parameter) throw new NotFound();
      lookup[parameter.path] = toValue(text, parameter);
    }
    return lookup;
  }
}

/** As it would be stored: of its type, trimmed and coerced. */
function toValue(text: string, { field, path }: UrlParameter): unknown {
  const { value, issue } = normaliseScalar(text, { ...field, name: path });
  if (issue || !fitsType(value, field) || text.includes('\0')) throw new NotFound();
  return value;
}
