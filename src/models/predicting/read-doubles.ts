import type mongoose from 'mongoose';

/** Doubles that were stored as bytes. */
export function readDoubles(binary: mongoose.mongo.Binary | undefined): Float64Array {
  const bytes = binary?.value() ?? new Uint8Array();
  return new Float64Array(Uint8Array.from(bytes).buffer); // a copy begins where doubles may begin
}
