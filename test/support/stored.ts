import { getConnectionToken } from '@nestjs/mongoose';
import type mongoose from 'mongoose';
import type { TestApp } from './test-app.js';

type Collection = ReturnType<mongoose.mongo.Db['collection']>;

/** A resource's collection behind the service's back: what another program would read and write. */
export function storedIn({ app }: TestApp, name: string): Collection {
  const { db } = app.get<mongoose.Connection>(getConnectionToken(), { strict: false });
  if (!db) throw new Error('The service is not connected to its database.');
  return db.collection(name);
}
