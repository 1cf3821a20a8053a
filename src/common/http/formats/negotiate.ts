import Negotiator from 'negotiator';

/** Reports nothing: what is not Unicode is not written here. */
const CHARSET = /;\s*charset=[^;,]*/gi;

/**
 * The one that a client likes best of these media types; undefined where it accepts none of them. What its `Accept` gives a
 * higher `q` is preferred, then what it names more precisely, then what it names first, then what is offered first: in a
 * list without `q`, as generated clients send it, the first type counts. No `Accept` at all, or `*` of everything, is the first offer.
 */
export function negotiate(accept: string | undefined, offered: readonly string[]): string | undefined {
  if (accept === undefined || accept === '*/*') return offered[0];
  if (offered.includes(accept)) return accept;
  return new Negotiator({ headers: { accept: accept.replaceAll(CHARSET, '') } }).mediaType([...offered]);
}
