import { didYouMean } from '../../../config/did-you-mean.js';
import type { Findings } from './place.js';
import type { DomainResource } from './read-resource.js';

/** Rejects relations to resources, and to fields of them, that the document does not have. */
export function requireTargets({ relations }: Findings, resources: readonly DomainResource[]): void {
  const fieldsOf = new Map(
    resources.map(({ options, added, fields }) => [
      options.name,
      [...added.map(({ own }) => own), ...fields.map(({ name }) => name)],
    ]),
  );
  for (const { place, resource, field } of relations) {
    const names = fieldsOf.get(resource);
    if (!names)
      place.at('resource').reject(`no resource is called "${resource}"${didYouMean(resource, fieldsOf.keys())}`);
    else if (!names.includes(field))
      place.at('field').reject(`${resource} has no field "${field}"${didYouMean(field, names)}`);
  }
}
