import type { Readable } from 'node:stream';

/** A file of a form while it arrives. */
export interface ArrivingFile {
  readonly name: string | undefined;
  readonly stream: Readable;
}

/** Hands the files that a parser finds to who reads them one after another; a failure ends the reading wherever it is. */
export class FileQueue {
  private readonly files: ArrivingFile[] = [];
  private current: ArrivingFile | undefined;
  private isAtEnd = false;
  private failure: Error | undefined;
  private wake = (): void => undefined;

  add(file: ArrivingFile): void {
    file.stream.on('error', () => undefined); // read() throws it
    this.files.push(file);
    this.wake();
  }

  end(): void {
    this.isAtEnd = true;
    this.wake();
  }

  /** The first failure counts: others follow from it. */
  fail(error: Error): void {
    this.failure ??= error;
    this.current?.stream.destroy(error);
    this.wake();
  }

  /** The next file; undefined after the last. Throws the failure. */
  async next(): Promise<ArrivingFile | undefined> {
    while (this.files.length === 0 && !this.isAtEnd && !this.failure) {
      await new Promise<void>((resolve) => {
        this.wake = resolve;
      });
    }
    if (this.failure) throw this.failure;
    this.current = this.files.shift();
    return this.current;
  }

  /** The bytes of a file. Throws the failure. */
  async *read({ stream }: ArrivingFile): AsyncGenerator<Uint8Array> {
    try {
      for await (const chunk of stream) yield chunk as Uint8Array; // a stream of bytes gives no other
    } catch (error) {
      await new Promise(setImmediate); // the parser reports the file before it reports why
      throw this.failure ?? error;
    }
  }

  /** Leaves out what of a file is not read. */
  async finish({ stream }: ArrivingFile): Promise<void> {
    if (stream.readableEnded || this.failure) return;
    await new Promise<void>((resolve) => {
      stream.once('close', resolve).resume();
    });
  }
}
