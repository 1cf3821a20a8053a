/** How long clients may keep what a resource answers to GET. */
export interface CachePolicy {
  /** `Cache-Control`, sent as it is; empty leaves the header out; undefined where nobody has decided. */
  readonly cacheControl: string | undefined;
  /** Seconds until `Expires`; 0 leaves the header out. */
  readonly cacheExpires: number;
}

/** The header where nobody has decided: kept and revalidated before it is shown again; or not kept, where asking could not tell. */
type UsualDirective = 'no-cache' | 'no-store';

/**
 * The `Cache-Control` of a policy; empty where the header is left out. Where nothing is said at all a browser would guess
 * from `Last-Modified` how long an answer holds (RFC 9111 §4.2.2), and show what was before a write.
 */
export function cacheControlOf(
  { cacheControl, cacheExpires }: CachePolicy,
  usual: UsualDirective = 'no-cache',
): string {
  return cacheControl ?? (cacheExpires > 0 ? '' : usual);
}

/** The caching headers of an answer sent now. */
export function cacheHeaders(policy: CachePolicy, usual?: UsualDirective): Record<string, string> {
  const { cacheExpires } = policy;
  const cacheControl = cacheControlOf(policy, usual);
  return {
    ...(cacheControl !== '' && { 'cache-control': cacheControl }),
    ...(cacheExpires > 0 && { expires: new Date(Date.now() + cacheExpires * 1000).toUTCString() }),
  };
}
