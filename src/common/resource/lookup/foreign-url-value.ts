import mongoose from 'mongoose';
import { readExtended } from '../../bson/read-extended.js';
import { writeExtended } from '../../bson/write-extended.js';
import { isUuidCharacters, UUID_CHARACTERS } from '../types/string-forms.js';

const { Binary } = mongoose.mongo;

/** The pattern of a value in a URL that its field's own form cannot carry, as other programs may have stored: extended JSON, a UUID. */
export const FOREIGN_PATTERN = `\\{"\\$[\\s\\S]*\\}|${UUID_CHARACTERS}`;

const SOME_UUID = '00000000-0000-4000-8000-000000000000';

/** The options that decide over forms of values in a URL: those of the fields that can stand there. */
type Forms = readonly { readonly form: RegExp }[];

/** A value that is none of its field → its text in a URL: the 36 characters of a UUID where no field takes them, extended JSON. */
export function writeForeign(value: unknown, own: Forms): string {
  const isUuid = value instanceof Binary && value.sub_type === Binary.SUBTYPE_UUID && value.position === 16;
  return isUuid && !takesUuids(own) ? value.toUUID().toHexString() : writeExtended(value);
}

/** Text that `writeForeign` wrote → the value; undefined where the text is one of a field's own. */
export function readForeign(text: string, own: Forms): { readonly value: unknown } | undefined {
  if (isUuidCharacters(text) && !takesUuids(own)) return { value: new mongoose.mongo.UUID(text).toBinary() };
  return readExtended(text);
}

function takesUuids(own: Forms): boolean {
  return own.some(({ form }) => form.test(SOME_UUID));
}
