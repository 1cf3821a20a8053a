import type { Settings } from '../../../config/settings.js';
import type { LinkedResource, ReferringResource } from '../representation/links/related-links.js';
import type { QueryTarget } from '../query/query-settings.js';
import type { SchemaCatalogue } from './schemas/schema-catalogue.js';

/** A resource with what its schemas, and those of what it refers to, are called. */
export interface CataloguedResource extends ReferringResource {
  readonly catalogue: SchemaCatalogue;
}

/** A resource as it is served: what it is, what may be asked of it, and the settings it runs with. */
export interface ServedResource extends LinkedResource, CataloguedResource {
  readonly definition: LinkedResource['definition'];
  readonly queryTarget: QueryTarget;
  readonly settings: Settings;
}
