import { type DynamicModule, Module } from '@nestjs/common';
import { MongooseModule } from '@nestjs/mongoose';
import mongoose, { type Connection } from 'mongoose';
import { DatabaseCapabilities } from './capabilities.js';
import { ConnectionKeeper } from './connection-keeper.js';
import { AnnounceEngine } from './cures/announce-engine.js';
import { DatabaseAccess } from './database-access.js';
import { OPERATION_BOUNDS, OperationGate, type OperationBounds } from './operation-gate.js';

/** The service's one connection to MongoDB: it starts without the database, and comes back with it. */
@Module({})
export class DatabaseModule {
  static forRoot(keeper: ConnectionKeeper, bounds: OperationBounds): DynamicModule {
    const { uri, options } = keeper;
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
      providers: [
        { provide: ConnectionKeeper, useFactory: () => keeper },
        { provide: OPERATION_BOUNDS, useValue: bounds },
        DatabaseCapabilities,
        OperationGate,
        DatabaseAccess,
        AnnounceEngine,
      ],
      exports: [ConnectionKeeper, DatabaseCapabilities, DatabaseAccess],
    };
  }
}
