import type { ApiSettings } from '../../../config/api-settings.js';
import { apiRoot } from '../../../config/api-root.js';
import type { Settings } from '../../../config/settings.js';
import type { Reply } from '../../http/reply.js';
import type { Lookup } from '../lookup/lookup.js';
import { parseItemQuery } from '../query/parse-list-query.js';
import type { ResourceService } from '../resource.service.js';
import { replyWritten } from './replies.js';

const ANYWHERE: Lookup = { values: {}, conditions: [] };

/**
 * A POST of a feature's own: creates the documents that it made of a request, all or none, and answers as the engine does. For
 * resources whose URL has no variable parts.
 */
export async function createResource(
  service: ResourceService,
  documents: readonly object[],
  settings: Pick<Settings, 'publicUrl'> & Pick<ApiSettings, 'urlPrefix' | 'apiVersion'>,
): Promise<Reply> {
  const query = service.showsWholeDocuments ? parseItemQuery('', service.queryTarget) : undefined;
  const body = documents.length === 1 ? documents[0] : documents;
  const written = await service.create(body, { lookup: ANYWHERE, caller: undefined, query });
  return replyWritten(written, service.linkedAt(ANYWHERE), settings.publicUrl + apiRoot(settings));
}
