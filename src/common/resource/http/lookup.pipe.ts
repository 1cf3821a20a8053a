import type { PipeTransform } from '@nestjs/common';
import { NotFound } from '../../errors/api-error.js';
import type { FieldDefinition } from '../definition/field-definition.js';
import type { UrlParameter } from '../definition/url-rule.js';
import { readUrlValue } from '../document/read-url-value.js';
import { narrowed, type Lookup } from '../query/lookup.js';
import type { Location } from './request-parts.js';

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

/** The location of a request → the documents it is about, or `NotFound` where a value in its URL cannot be one of its field. */
export class LookupPipe implements PipeTransform<Location, Lookup> {
  private readonly places: readonly Place[];

  /** @param parameters what stands at each place of the URL; several, where several fields can */
  constructor(parameters: readonly (readonly UrlParameter[])[]) {
    this.places = parameters.map((candidates) => ({
      name: candidates[0]?.name ?? '',
      candidates: candidates.map(({ field, path, form }) => ({ form, field: { ...field, name: path } })),
    }));
  }

  transform({ parameters: texts, conditions }: Location): Lookup {
    if (this.places.length === 0) return narrowed(NOTHING, conditions);
    const lookup: Record<string, unknown> = {};
    for (const { name, candidates } of this.places) {
      const text = texts[name] ?? '';
      // the router found one of them to match
      const found = candidates.length === 1 ? candidates[0] : candidates.find(({ form }) => form.test(text));
      if (!found) throw new NotFound();
      const value = readUrlValue(text, found.field);
      if (value === undefined) throw new NotFound();
      lookup[found.field.name] = value;
    }
    return narrowed(lookup, conditions);
  }
}
