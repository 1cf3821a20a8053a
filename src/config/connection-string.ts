/** The shape of a MongoDB connection string: scheme, optional credentials, hosts, optional database and options. */
export const CONNECTION_STRING =
  /^mongodb(\+srv)?:\/\/([^\s/@]+@)?(\[[\da-f:.]+\]|[^\s/@?,:]+)(:\d{1,5})?(,(\[[\da-f:.]+\]|[^\s/@?,:]+)(:\d{1,5})?)*(\/[^\s?]*)?(\?\S*)?$/i;

/**
 * A connection string, even a malformed one, fit for messages and logs: credentials and options are replaced by `***`.
 * The text where a port should be goes too: it is a password when the host was forgotten.
 */
export function redactConnectionString(text: string): string {
  return text
    .replace(/^([a-z+]*:\/*)?.*@/is, '$1***@')
    .replace(/\?.*$/s, '?***')
    .replace(/:(?!\/|\d{1,5}(?:[,/?]|$))[^,/?]+/g, ':***');
}
