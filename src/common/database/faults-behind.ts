import mongoose from 'mongoose';

/** Where the driver and Mongoose keep what an error of theirs is about. */
const PLACES = [
  'cause',
  'errorResponse',
  'err',
  'reason',
  'errors',
  'writeErrors',
  'writeConcernErrors',
  'result',
] as const;

/** An error, or what a server's answer reports one. */
export type Fault = object & { readonly code?: unknown; readonly message?: unknown };

/** An error and every other one that it is about, each once; those of an error that is not the driver's or Mongoose's are its own matter. */
export function faultsBehind(error: Error): readonly Fault[] {
  const found = new Set<Fault>([error]);
  if (!(error instanceof mongoose.mongo.MongoError) && !(error instanceof mongoose.Error)) return [...found];
  for (const fault of found) {
    for (const place of PLACES) for (const inner of objectsIn(Reflect.get(fault, place))) found.add(inner); // which this loop comes to
  }
  return [...found];
}

function objectsIn(value: unknown): readonly object[] {
  const values: readonly unknown[] = Array.isArray(value) ? value : [value];
  return values.filter((one) => typeof one === 'object' && one !== null);
}
