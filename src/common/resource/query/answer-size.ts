import { BadQuery } from '../../errors/api-error.js';
import { ReadTooLarge } from '../../errors/read-too-large.js';
import type { QuerySettings } from './query-settings.js';

/** The causes of a large answer. */
type Cause = 'embedding' | 'page' | 'all' | 'item';

/** The rejection of an answer that would be larger than answers may be: names the parameter by which a client asks for less. */
export function answerTooLarge({ parameters, maxAnswerBytes }: QuerySettings, cause: Cause): BadQuery {
  const { embedded, maxResults, where, projection } = parameters;
  const reported = {
    embedding: [embedded, `embed less, or lower ${maxResults}`],
    page: [maxResults, `lower ${maxResults}, or leave fields out with ${projection}`],
    all: [where, `ask for fewer documents with ${where}, or leave fields out with ${projection}`],
    item: [projection, `leave fields out with ${projection}`],
  } as const satisfies Record<Cause, readonly [parameter: string, remedy: string]>;
  const [parameter, remedy] = reported[cause];
  return new BadQuery(parameter, `The answer would have more than ${maxAnswerBytes} bytes: ${remedy}`);
}

/** The cause of a large answer to a query. */
export function causeOf({ pagination }: QuerySettings, isEmbedding: boolean): Cause {
  if (isEmbedding) return 'embedding';
  return pagination ? 'page' : 'all';
}

/** A read, which is rejected where it gives more than an answer may show. */
export async function rejectLarge<V>(read: Promise<V>, settings: QuerySettings, cause: Cause): Promise<V> {
  try {
    return await read;
  } catch (error) {
    throw error instanceof ReadTooLarge ? answerTooLarge(settings, cause) : error;
  }
}
