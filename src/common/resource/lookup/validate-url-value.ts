import { MAX_PARAMETER_LENGTH } from '../../max-parameter-length.js';
import { readExtended } from '../../bson/read-extended.js';
import { pythonRepr } from '../../text/python-repr.js';
import type { UrlParameter } from '../routes/url-rule.js';
import { leadsElsewhere, urlText, readUrlValue } from './url-value.js';
import { referenceKey } from '../validation/reference-key.js';

/** URLs that cannot end in values of a field, because something else is there. */
export interface UrlEnd extends Pick<UrlParameter, 'field' | 'form' | 'path' | 'pattern'> {
  readonly reserved: ReadonlySet<string>;
}

/** The message about a value in which the URL of its document ends: a client could not come back by it, or would meet something else. */
export function validateUrlValue(value: unknown, { field, form, path, pattern, reserved }: UrlEnd): string | undefined {
  const text = urlText(value);
  if (leadsElsewhere(text) || text.length > MAX_PARAMETER_LENGTH || !form.test(text)) {
    return `must fit in a URL: 1 to ${MAX_PARAMETER_LENGTH} characters that match ${pattern}, neither "." nor ".."`;
  }
  if (reserved.has(text)) return `must not be '${text}': another resource has this URL`;
  if (readExtended(text)) return `must not be extended JSON, which in a URL is another value`;
  const read = readUrlValue(text, { ...field, name: path });
  return referenceKey(read) === referenceKey(value)
    ? undefined
    : `must be the same in a URL, where it is ${pythonRepr(read)}`;
}
