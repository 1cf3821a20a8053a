/** One file of an upload; its bytes are to be read before the next file is asked for. */
export interface UploadedFile {
  /** Its name, or that of its field; undefined where it is the whole body. */
  readonly name: string | undefined;
  /** Throws, as an `ApiError`, where the body ends too early, is too large or comes too slowly. */
  readonly bytes: AsyncIterable<Uint8Array>;
}
