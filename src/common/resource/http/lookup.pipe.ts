import type { PipeTransform } from '@nestjs/common';
import mongoose from 'mongoose';
import { NotFound } from '../../errors/api-error.js';
import { narrowed, type Lookup } from '../query/lookup.js';
import type { Location } from './request-parts.js';

const OBJECT_ID = /^[a-f0-9]{24}$/;

/** The location of a request → the documents it is about; anything but 24 hexadecimal digits is no item's id. */
export class LookupPipe implements PipeTransform<Location, Lookup> {
  transform({ parameters: { id }, conditions }: Location): Lookup {
    if (id === undefined) return narrowed({}, conditions);
    if (!OBJECT_ID.test(id)) throw new NotFound();
    return narrowed({ _id: mongoose.Types.ObjectId.createFromHexString(id) }, conditions);
  }
}
