import type { ParameterObject, PathItemObject, ResponseObject } from '@nestjs/swagger';
import { databaseUnreachable } from '../../database/database-unreachable.js';
import { Conflict, NotFound } from '../../errors/api-error.js';
import type { ErrorVocabulary } from '../../errors/error-vocabulary.js';
import { describeErrors } from '../../openapi/describe-errors.js';
import { HAS_ENDED } from './has-ended.js';

/** The operation that only jobs have. */
export const CANCEL_JOB = 'cancelJob';

const PREFER: ParameterObject = {
  name: 'Prefer',
  in: 'header',
  required: false,
  description: '`wait=10` answers as soon as the job has ended, after 10 seconds at the latest.',
  schema: { type: 'string' },
  examples: { none: { value: '' }, wait: { value: 'wait=10' } },
};
const EVENTS = {
  'text/event-stream': {
    schema: {
      type: 'string' as const,
      description:
        'Server-sent events: `progress` whenever the job has changed, at last `succeeded`, `failed` or `cancelled`; each with the job as JSON.',
    },
  },
};

/** Adds to what the engine says of an item what jobs do beside: they are waited for, followed, and cancelled. */
export function describeJob(path: PathItemObject, words: ErrorVocabulary): PathItemObject {
  const { get, delete: cancel } = path;
  if (!get || !cancel) return path;
  const found = get.responses['200'] as ResponseObject; // the engine's own, no reference
  const followed = { ...found, content: { ...found.content, ...EVENTS } };
  const parameters = [...(get.parameters ?? []), PREFER];
  const away = describeErrors({ unavailable: databaseUnreachable() }, words);
  const refused = describeErrors({ notFound: new NotFound(), hasEnded: new Conflict(HAS_ENDED) }, words);
  return {
    ...path,
    get: { ...get, parameters, responses: { ...get.responses, 200: followed } },
    delete: { ...cancel, responses: { ...cancel.responses, ...refused, ...away } },
  };
}
