import { type DynamicModule, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import mongoose, { type Connection } from 'mongoose';
import { DatabaseCapabilities } from './capabilities.js';
import { ConnectionKeeper } from './connection-keeper.js';
import { connectionOptions } from './connection-options.js';

/** What the connection to MongoDB needs to know. */
export interface DatabaseOptions {
  readonly uri: string;
  /** After about this long an operation on a MongoDB that does not answer fails. */
  readonly timeoutMs: number;
  readonly log: (line: string) => void;
}

/** The service's one connection to MongoDB: it starts without the database, and comes back with it. */
@Module({})
export class DatabaseModule {
  /** Throws `MongoParseError` for a connection string that never can work. */
  static forRoot({ uri, timeoutMs, log }: DatabaseOptions): DynamicModule {
    const options = connectionOptions(uri, timeoutMs);
    const keeper = new ConnectionKeeper(uri, options, log);
    const connection = MongooseModule.forRootAsync({
      useFactory: () => {
        new mongoose.mongo.MongoClient(uri);
        return {
          ...options,
          uri,
          retryAttempts: 0,
          lazyConnection: true,
          connectionFactory: (lazy: Connection) => keeper.adopt(lazy),
        };
      },
    });
    return {
      module: DatabaseModule,
      global: true,
      imports: [connection],
      providers: [{ provide: ConnectionKeeper, useFactory: () => keeper }, DatabaseCapabilities],
      exports: [DatabaseCapabilities],
    };
  }
}
