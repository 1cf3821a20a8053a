import mongoose from 'mongoose';
import { readExtended } from '../../bson/read-extended.js';
import { fitsType } from '../types/field-types.js';
import type { UrlParameter } from '../routes/url-rule.js';
import { leadsElsewhere, urlText, readUrlValue } from './url-value.js';
import { referenceKey } from '../validation/reference-key.js';

const { ObjectId } = mongoose.Types;

/** A value as its field has it in a URL, where it is read as that very value; undefined where it is not. */
export function ownUrlText(
  value: unknown,
  { field, form, path }: Pick<UrlParameter, 'field' | 'form' | 'path'>,
): string | undefined {
  if (!fitsType(value, field)) return undefined;
  const text = urlText(value);
  if (leadsElsewhere(text) || !form.test(text)) return undefined;
  if (value instanceof ObjectId) return text;
  if (readExtended(text)) return undefined;
  return referenceKey(readUrlValue(text, { ...field, name: path })) === referenceKey(value) ? text : undefined;
}
