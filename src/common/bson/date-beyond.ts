import mongoose from 'mongoose';

/** A date that JavaScript has not, more than 8.64e15 ms from the epoch: invalid to all but the driver, which writes its milliseconds. */
class DateBeyond extends Date {
  constructor(private readonly milliseconds: number) {
    super(NaN);
  }

  override getTime(): number {
    return this.milliseconds;
  }
}

/** The date of a count of milliseconds as BSON has it. Throws where the driver, which takes doubles, would write another one. */
export function exactDate(milliseconds: bigint): Date {
  const rounded = Number(milliseconds);
  if (mongoose.mongo.BSON.Long.fromNumber(rounded).toBigInt() !== milliseconds)
    throw new Error(`A date of ${milliseconds} ms cannot be written again as it is.`);
  const date = new Date(rounded);
  return Number.isNaN(date.getTime()) ? new DateBeyond(rounded) : date;
}
