import mongoose from 'mongoose';
import { dropDatabase, testDatabaseUri } from './test-database.js';

/** A database that is there before the service and after it, for services that are started on it one after the other. */
export class ExistingDatabase {
  readonly uri = testDatabaseUri();
  private readonly client = new mongoose.mongo.MongoClient(this.uri);

  collection(name: string): mongoose.mongo.Collection {
    return this.client.db().collection(name);
  }

  async remove(): Promise<void> {
    await this.client.close();
    await dropDatabase(this.uri);
  }
}
