import type { PipeTransform } from '@nestjs/common';
import { NotFound } from '../../errors/api-error.js';
import type { FieldDefinition } from '../definition/field-definition.js';
import { fitsType } from '../definition/field-types.js';
import type { UrlParameter } from '../definition/url-rule.js';
import { normaliseScalar } from '../document/normalise-scalar.js';
import type { Lookup } from '../query/lookup.js';

type Texts = Readonly<Record<string, string>>;

const NOTHING: Lookup = {};

/** A value in a URL, which one of several fields can have: the first one whose form it is. */
interface Place {
  readonly name: string;
  readonly candidates: readonly Candidate[];
}

interface Candidate {
  readonly form: RegExp;
  readonly field: FieldDefinition;
}

/** The values in a URL → the documents it names, or `NotFound` where one cannot be a value of its field. */
export class LookupPipe implements PipeTransform<Texts, Lookup> {
  private readonly places: readonly Place[];

  /** @param parameters what stands at each place of the URL; several, where several fields can */
  constructor(parameters: readonly (readonly UrlParameter[])[]) {
    this.places = parameters.map((candidates) => ({
      name: candidates[0]?.name ?? '',
      candidates: candidates.map(({ field, path, pattern }) => ({
        form: new RegExp(`^(?:${pattern})$`),
        field: { ...field, name: path },
      })),
    }));
  }

  transform(texts: Texts): Lookup {
    if (this.places.length === 0) return NOTHING;
    const lookup: Record<string, unknown> = {};
    for (const { name, candidates } of this.places) {
      const text = texts[name] ?? '';
      // the router found one of them to match
      const found = candidates.length === 1 ? candidates[0] : candidates.find(({ form }) => form.test(text));
      if (!found) throw new NotFound();
      lookup[found.field.name] = toValue(text, found.field);
    }
    return lookup;
  }
}

/** As it would be stored: of its type, trimmed and coerced. */
function toValue(text: string, field: FieldDefinition): unknown {
  const { value, issue } = normaliseScalar(text, field);
  if (issue || !fitsType(value, field) || text.includes('\0')) throw new NotFound();
  return value;
}
