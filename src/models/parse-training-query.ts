import { parseCsvQuery, requireKnown, textOf, type RawParameters } from '../common/csv/parse-csv-query.js';
import { BadQuery } from '../common/errors/api-error.js';
import { TASKS } from './model.resource.js';
import type { TrainingQuery } from './upload/read-training-csv.js';

const LONGEST_NAME = 200;

/** The query string of an upload. Throws `BadQuery`. */
export function parseTrainingQuery(parameters: RawParameters): TrainingQuery & { readonly name: string | undefined } {
  requireKnown(parameters, ['delimiter', 'header', 'label', 'name', 'task']);
  const name = textOf('name', parameters);
  if (name !== undefined && (name === '' || name.length > LONGEST_NAME)) {
    throw new BadQuery('name', `name must have 1 to ${LONGEST_NAME} characters, but has ${name.length}`);
  }
  const given = textOf('task', parameters) ?? 'classification';
  const task = TASKS.find((known) => known === given);
  if (!task) throw new BadQuery('task', `task must be ${TASKS.join(' or ')}, but is ${JSON.stringify(given)}`);
  return { ...parseCsvQuery(parameters), task, label: textOf('label', parameters), name };
}
