import type { ParameterObject } from '@nestjs/swagger';
import type { QuerySettings } from '../../query/query-settings.js';

/** The parameters that choose a page; without pages, its size alone. */
export function describePaging(settings: QuerySettings): ParameterObject[] {
  return [...(settings.pagination ? [describePage(settings)] : []), describeMaxResults(settings)];
}

function describePage({ parameters }: QuerySettings): ParameterObject {
  return {
    name: parameters.page,
    in: 'query',
    required: false,
    description: 'The page, counted from 1. One beyond the end is empty.',
    schema: { type: 'integer', minimum: 1, default: 1 },
  };
}

function describeMaxResults({
  parameters,
  pagination,
  paginationDefault,
  paginationLimit,
}: QuerySettings): ParameterObject {
  const limits = pagination ? { default: paginationDefault, maximum: paginationLimit } : {};
  return {
    name: parameters.maxResults,
    in: 'query',
    required: false,
    description: pagination
      ? `The most documents on a page. More than ${paginationLimit} counts as ${paginationLimit}.`
      : 'The most documents.',
    schema: { type: 'integer', minimum: 1, ...limits },
  };
}
