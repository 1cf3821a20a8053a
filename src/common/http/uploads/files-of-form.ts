import type { Readable } from 'node:stream';
import { Busboy, type BusboyFileStream, type BusboyInstance } from '@fastify/busboy';
import { BadRequest, PayloadTooLarge } from '../../errors/api-error.js';
import { FileQueue } from './file-queue.js';
import type { UploadedFile } from './uploaded-file.js';

/** Most parts of a form. */
const MOST_FILES = 100;
const MOST_HEADER_BYTES = 16 * 1024;

/** The bytes of a multipart form (RFC 7578) → its parts, one at a time: each is a file, named by its file name or else its field. */
export async function* filesOfForm(bytes: Readable, contentType: string): AsyncGenerator<UploadedFile> {
  const form = openForm(contentType);
  const queue = new FileQueue();
  form.on('file', (field: string | undefined, file: BusboyFileStream, name: string | undefined) => {
    queue.add({ name: name === undefined || name === '' ? field : name, stream: file });
  });
  form.once('partsLimit', () => {
    queue.fail(new PayloadTooLarge(`A form may have ${MOST_FILES} files at the most.`));
  });
  form.on('error', (error) => {
    queue.fail(malformed(error));
  });
  form.once('finish', () => {
    queue.end();
  });
  bytes.on('error', (error) => {
    queue.fail(error);
  });
  bytes.pipe(form);
  try {
    let count = 0;
    for (let file = await queue.next(); file; file = await queue.next()) {
      count++;
      yield { name: file.name, bytes: queue.read(file) };
      await queue.finish(file);
    }
    if (count === 0) throw new BadRequest('The multipart/form-data body has no file.');
  } finally {
    bytes.unpipe(form);
    bytes.destroy();
  }
}

function openForm(contentType: string): BusboyInstance {
  try {
    return new Busboy({
      headers: { 'content-type': contentType },
      isPartAFile: () => true,
      limits: { parts: MOST_FILES, headerSize: MOST_HEADER_BYTES },
    });
  } catch (error) {
    throw malformed(error);
  }
}

/** @param error of the library, which tells no other */
function malformed(error: unknown): BadRequest {
  return new BadRequest(`The multipart/form-data body is malformed: ${(error as Error).message}`);
}
