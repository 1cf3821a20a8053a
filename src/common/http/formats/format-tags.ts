const TAG = /"([^"]*)"|[^\s,"]+/g;

/** Names no state of anything. */
const NO_TAG = '""';

/**
 * The entity tag of a state, in quotes → that of its representation in a format. A strong tag stands for the bytes (RFC 9110
 * §8.8.3.3): a browser that has a state in XML and asks for JSON sends the tag it has, and shows what it has on 304.
 *
 * @param mark of the format; the usual one has an empty one
 */
export function toFormatTag(tag: string, mark: string): string {
  return mark === '' ? tag : tag.replace(/"$/, `${mark}"`);
}

/** `If-None-Match` → the same with the tags of states alone that the client has in this format. */
export function fromFormatTags(header: string, mark: string): string {
  if (mark === '' || header.trim() === '*') return header;
  const tags = [...header.matchAll(TAG)].map(([bare, quoted]) => quoted ?? bare);
  const own = tags.filter((tag) => tag.endsWith(mark)).map((tag) => `"${tag.slice(0, -mark.length)}"`);
  return own.join(', ') || NO_TAG;
}
