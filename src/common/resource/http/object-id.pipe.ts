import type { PipeTransform } from '@nestjs/common';
import mongoose from 'mongoose';
import { NotFound } from '../../errors/api-error.js';

const OBJECT_ID = /^[a-f0-9]{24}$/;

/** The last part of an item's URL → id; anything but 24 hexadecimal digits is no item's URL. */
export class ObjectIdPipe implements PipeTransform<string, mongoose.Types.ObjectId> {
  transform(text: string): mongoose.Types.ObjectId {
    if (!OBJECT_ID.test(text)) throw new NotFound();
    return mongoose.Types.ObjectId.createFromHexString(text);
  }
}
