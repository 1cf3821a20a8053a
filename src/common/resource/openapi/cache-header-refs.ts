import type { HeadersObject } from '@nestjs/swagger';
import { headerRefs } from '../../openapi/content.js';
import type { CachePolicy } from '../http/cache-headers.js';

/** The caching headers of an answer to GET, those that are sent. */
export function cacheHeaderRefs({ cacheControl, cacheExpires }: CachePolicy): HeadersObject {
  return {
    ...(cacheControl !== '' && headerRefs('Cache-Control')),
    ...(cacheExpires > 0 && headerRefs('Expires')),
  };
}
