import mongoose from 'mongoose';
import { setTimeout as delay } from 'node:timers/promises';

type CreateIndexes = (...given: readonly unknown[]) => Promise<string[]>;

/** Makes the creation of indexes take its time, as on a large collection, until `jest.restoreAllMocks`. */
export function delayIndexes(milliseconds: number): void {
  const { prototype } = mongoose.mongo.Collection;
  const createIndexes = Reflect.get(prototype, 'createIndexes') as CreateIndexes; // all its overloads answer the same
  jest.spyOn(prototype, 'createIndexes').mockImplementation(async function (this: unknown, ...given: unknown[]) {
    await delay(milliseconds);
    return createIndexes.apply(this, given);
  });
}
