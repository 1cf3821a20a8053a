import type { AggregationQuery } from '../query/aggregation/parse-aggregation-query.js';
import type { LinkedResource } from './links/related-links.js';
import type { Representation } from './represent-item.js';
import { envelop, type PageRepresentation } from './represent-page.js';
import { representValue } from '../document/represent-value.js';

/** One page of what a pipeline gave. */
export interface Results {
  readonly documents: readonly object[];
  /** How many there are on all pages; undefined where nothing is counted. */
  readonly total: number | undefined;
  readonly query: AggregationQuery;
}

/** Results as clients see them: as they are, since none of them is a document of its own. */
export function representResults(results: Results, resource: LinkedResource): PageRepresentation {
  const { dates } = resource.definition.policy;
  const items = results.documents.map((document) => representValue(document, dates) as Representation); // objects stay objects
  return envelop(items, results, resource);
}
