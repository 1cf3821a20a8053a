import type { DataFile } from '../model-data.js';

/** Numbers that are written at a time. */
const BUFFERED = 32 * 1024;

/** Writes numbers to a file, as doubles of this machine's byte order. */
export class RowWriter {
  private buffer = new Float64Array(BUFFERED);
  private length = 0;

  constructor(private readonly file: DataFile) {}

  /** Takes a number; nothing is written before `flush`. */
  add(number: number): void {
    if (this.length === this.buffer.length) {
      const larger = new Float64Array(this.buffer.length * 2);
      larger.set(this.buffer);
      this.buffer = larger;
    }
    this.buffer[this.length] = number;
    this.length += 1;
  }

  /** Writes what has come, once that is worth it. */
  async flush(least = BUFFERED): Promise<void> {
    if (this.length < least || this.length === 0) return;
    const { buffer, length } = this;
    this.buffer = new Float64Array(BUFFERED); // GridFS may not have copied the bytes yet
    this.length = 0;
    await this.file.write(new Uint8Array(buffer.buffer, 0, length * Float64Array.BYTES_PER_ELEMENT));
  }
}
