/** How long clients may keep what a resource answers to GET. */
export interface CachePolicy {
  /** `Cache-Control`; empty leaves the header out. */
  readonly cacheControl: string;
  /** Seconds until `Expires`; 0 leaves the header out. */
  readonly cacheExpires: number;
}

/** The caching headers of an answer sent now. */
export function cacheHeaders({ cacheControl, cacheExpires }: CachePolicy): Record<string, string> {
  return {
    ...(cacheControl !== '' && { 'cache-control': cacheControl }),
    ...(cacheExpires > 0 && { expires: new Date(Date.now() + cacheExpires * 1000).toUTCString() }),
  };
}
