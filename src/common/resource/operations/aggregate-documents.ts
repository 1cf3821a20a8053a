import { compilePipeline } from '../query/aggregation/compile-pipeline.js';
import type { AggregationQuery } from '../query/aggregation/parse-aggregation-query.js';
import type { Results } from '../representation/represent-results.js';
import type { Reading, ResourceContext } from './resource-context.js';
import { causeOf, rejectLarge } from '../query/answer-size.js';
import { pipe } from '../hooks/run-hooks.js';

type Stages = readonly Readonly<Record<string, unknown>>[];

/** The result of `$facet`: one document with the page, and the count where there is anything to count. */
interface CountedPage {
  readonly paginated_results: readonly object[];
  readonly total_count: readonly { readonly count: number }[];
}

/** One page of what the resource's pipeline gives, and how much it gives. Throws `BadRequest` for values that it cannot work with. */
export async function aggregateDocuments<T extends object>(
  { definition, store, hooks, queryTarget }: ResourceContext<T>,
  query: AggregationQuery,
  { scope, caller, hookContext }: Reading,
): Promise<Results> {
  const { aggregation, name } = definition;
  if (!aggregation) throw new Error(`${name} has no aggregation.`);
  const { settings } = queryTarget;
  const { maxAnswerBytes: maxBytes, optimizePaginationForSpeed } = settings;
  const hasValues = query.values.size > 0;
  const run = (stages: Stages): Promise<readonly object[]> =>
    rejectLarge(
      store.aggregate(scope, stages, { options: aggregation.options, hasValues, maxBytes }, caller),
      settings,
      causeOf(settings, false),
    );

  const filled = compilePipeline(aggregation.pipeline, query);
  const pipeline = await pipe(hooks.beforeAggregation, filled, (hook, stages) => hook(stages, ...hookContext));
  const handResults = (results: readonly object[]): Promise<readonly object[]> =>
    pipe(hooks.afterAggregation, results, (hook, handed) => hook(handed as Stages, ...hookContext)); // objects are records of their members
  const page = stagesOfPage(query);
  if (page.length === 0 || optimizePaginationForSpeed) {
    const documents = await handResults(await run([...pipeline, ...page]));
    return { documents, query, total: optimizePaginationForSpeed ? undefined : documents.length };
  }
  const facets = { paginated_results: page, total_count: [{ $count: 'count' }] };
  const [found] = (await run([...pipeline, { $facet: facets }])) as readonly CountedPage[]; // by the names above
  const documents = await handResults(found?.paginated_results ?? []);
  return { documents, query, total: found?.total_count[0]?.count ?? 0 };
}

/** None where there are no pages. */
function stagesOfPage({ page, maxResults }: AggregationQuery): Stages {
  return maxResults === 0 ? [] : [{ $skip: (page - 1) * maxResults }, { $limit: maxResults }];
}
