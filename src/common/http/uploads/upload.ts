import type { Readable } from 'node:stream';
import { filesOfForm } from './files-of-form.js';
import type { UploadedFile } from './uploaded-file.js';

/** A body that is read while it arrives: one file of CSV, or a form with one or several. */
export class Upload {
  constructor(
    private readonly contentType: string,
    private readonly bytes: Readable,
  ) {}

  /** The files in the order in which they come, to be read once. Throws `BadRequest` on a form that is malformed or has no file. */
  files(): AsyncIterable<UploadedFile> {
    const { contentType, bytes } = this;
    return isForm(contentType) ? filesOfForm(bytes, contentType) : only({ name: undefined, bytes });
  }
}

function isForm(contentType: string): boolean {
  return contentType.toLowerCase().startsWith('multipart/');
}

// eslint-disable-next-line @typescript-eslint/require-await -- as the files of a form are given
async function* only(file: UploadedFile): AsyncGenerator<UploadedFile> {
  yield file;
}
