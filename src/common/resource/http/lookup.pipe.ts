import type { PipeTransform } from '@nestjs/common';
import mongoose from 'mongoose';
import { NotFound } from '../../errors/api-error.js';
import type { Lookup } from '../query/lookup.js';

const OBJECT_ID = /^[a-f0-9]{24}$/;

/** The parameters of a URL → the documents it names; anything but 24 hexadecimal digits is no item's id. */
export class LookupPipe implements PipeTransform<Readonly<Record<string, string>>, Lookup> {
  transform({ id }: Readonly<Record<string, string>>): Lookup {
    if (id === undefined) return {};
    if (!OBJECT_ID.test(id)) throw new NotFound();
    return { _id: mongoose.Types.ObjectId.createFromHexString(id) };
  }
}
