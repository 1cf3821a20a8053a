import type { HeadersObject } from '@nestjs/swagger';
import { headerRefs } from '../../../openapi/content.js';
import { cacheControlOf, type CachePolicy } from '../../http/cache-headers.js';

/** The caching headers of an answer to GET, those that are sent. */
export function cacheHeaderRefs(policy: CachePolicy): HeadersObject {
  return {
    ...(cacheControlOf(policy) !== '' && headerRefs('Cache-Control')),
    ...(policy.cacheExpires > 0 && headerRefs('Expires')),
  };
}
