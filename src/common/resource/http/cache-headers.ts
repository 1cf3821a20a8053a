/** How long clients may keep what a resource answers to GET. */
export interface CachePolicy {
  /** `Cache-Control`, sent as it is; empty leaves the header out; undefined where nobody has decided. */
  readonly cacheControl: string | undefined;
  /** Seconds until `Expires`; 0 leaves the header out. */
  readonly cacheExpires: number;
}

/** May be kept, and is asked about before it is shown again. */
const REVALIDATED = 'no-cache';

/**
 * The `Cache-Control` of a policy; empty where the header is left out. Where nothing is said at all a browser would guess
 * from `Last-Modified` how long an answer holds (RFC 9111 §4.2.2), and show what was before a write.
 */
export function cacheControlOf({ cacheControl, cacheExpires }: CachePolicy): string {
  return cacheControl ?? (cacheExpires > 0 ? '' : REVALIDATED);
}

/** The caching headers of an answer sent now. */
export function cacheHeaders(policy: CachePolicy): Record<string, string> {
  const { cacheExpires } = policy;
  const cacheControl = cacheControlOf(policy);
  return {
    ...(cacheControl !== '' && { 'cache-control': cacheControl }),
    ...(cacheExpires > 0 && { expires: new Date(Date.now() + cacheExpires * 1000).toUTCString() }),
  };
}
