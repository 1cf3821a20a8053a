import type { Settings } from '../../../config/settings.js';
import type { LinkedResource } from '../representation/related-links.js';
import type { QueryTarget } from '../query/query-settings.js';

/** A resource as it is served: what it is, what may be asked of it, and the settings it runs with. */
export interface ServedResource extends LinkedResource {
  readonly queryTarget: QueryTarget;
  readonly settings: Settings;
}

/** Whether one POST may bring several documents. */
export function takesLists({ definition, settings }: ServedResource): boolean {
  return definition.bulkEnabled ?? settings.bulkEnabled;
}
