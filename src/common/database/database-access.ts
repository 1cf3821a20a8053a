import { Injectable } from '@nestjs/common';
import type { Model } from 'mongoose';
import type mongoose from 'mongoose';
import { DatabaseCapabilities } from './capabilities.js';
import { GuardedCollection } from './guarded-collection.js';
import { OperationGate } from './operation-gate.js';
import type { RawDocument } from './operation-options.js';

/** Gives each store its way to the database; what all of them share is here. */
@Injectable()
export class DatabaseAccess {
  constructor(
    private readonly capabilities: DatabaseCapabilities,
    private readonly gate: OperationGate,
  ) {}

  /** Below Mongoose's queries, which cost as much again as the driver itself: values arrive here valid and cast. */
  collectionOf<T extends object>(model: Model<T>): GuardedCollection {
    // Mongoose's wrapper of the driver's class, which takes every id for an ObjectId
    const collection = model.collection as unknown as mongoose.mongo.Collection<RawDocument>;
    return new GuardedCollection(collection, model.db, { capabilities: this.capabilities, gate: this.gate });
  }
}
