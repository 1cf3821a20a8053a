import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { once } from 'node:events';
import mongoose from 'mongoose';
import { DATA_BUCKET } from './data-bucket.js';
import { databaseUnreachable } from '../common/database/database-unreachable.js';

/** A file of numbers that is being written. */
export interface DataFile {
  /** Hex text. */
  readonly id: string;
  write(bytes: Uint8Array): Promise<void>;
  /** Ends the file. */
  end(): Promise<void>;
  /** Leaves nothing of the file. */
  discard(): Promise<void>;
}

/** Keeps the rows of an upload, as doubles, in GridFS until their model is trained: whichever process trains it can read them. */
@Injectable()
export class ModelData {
  constructor(@InjectConnection() private readonly connection: mongoose.Connection) {}

  create(): DataFile {
    const id = new mongoose.mongo.ObjectId();
    const stream = this.bucket.openUploadStreamWithId(id, id.toHexString());
    let failure: Error | undefined;
    stream.on('error', (error) => {
      failure = error;
    });
    return {
      id: id.toHexString(),
      write: async (bytes) => {
        if (failure) throw failure;
        if (!stream.write(bytes)) await once(stream, 'drain');
      },
      end: async () => {
        if (failure) throw failure;
        stream.end();
        await once(stream, 'finish');
      },
      discard: async () => {
        if (!stream.writableFinished) await stream.abort().catch(() => undefined);
        await this.remove(id.toHexString());
      },
    };
  }

  /** Removes a file, where there is one. */
  async remove(id: string): Promise<void> {
    const _id = new mongoose.mongo.ObjectId(id);
    await this.collection('files').deleteOne({ _id });
    await this.collection('chunks').deleteMany({ files_id: _id });
  }

  /** The ids of what was begun before a time, whole or not. */
  async findBefore(time: Date): Promise<readonly string[]> {
    const limit = mongoose.mongo.ObjectId.createFromTime(Math.floor(time.getTime() / 1000));
    const ids: readonly unknown[] = await this.collection('chunks').distinct('files_id', { files_id: { $lt: limit } });
    return ids.map(String);
  }

  private collection(part: 'files' | 'chunks'): mongoose.mongo.Collection {
    return this.database.collection(`${DATA_BUCKET}.${part}`);
  }

  private get bucket(): mongoose.mongo.GridFSBucket {
    return new mongoose.mongo.GridFSBucket(this.database, { bucketName: DATA_BUCKET });
  }

  private get database(): mongoose.mongo.Db {
    const { db } = this.connection;
    if (!db) throw databaseUnreachable();
    return db; // Mongoose has the same driver under a type of its own
  }
}
