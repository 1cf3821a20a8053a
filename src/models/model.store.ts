import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { randomBytes } from 'node:crypto';
import mongoose from 'mongoose';
import { databaseUnreachable } from '../common/database/database-unreachable.js';
import { findDuplicate } from '../common/database/duplicate-key.js';
import { Settings } from '../config/settings.js';
import type { Model } from './model.resource.js';

/** A model as it is stored. */
export interface StoredModel extends Omit<Model, 'covariance'> {
  readonly _id: mongoose.mongo.ObjectId;
  readonly covariance?: mongoose.mongo.Binary;
}

/** A model before it is trained. */
export type NewModel = Omit<Model, 'name' | 'version' | 'covariance'>;

type Members = Readonly<Record<string, unknown>>;

/** Rivals for the next version of a name are as many as uploads at a time. */
const MOST_TRIES = 100;

/** The only file that writes models. */
@Injectable()
export class ModelStore {
  constructor(
    @InjectConnection() private readonly connection: mongoose.Connection,
    private readonly settings: Settings,
  ) {}

  /** Inserts a model as the next version of its name. @param name the id of the model unless given */
  async insert(name: string | undefined, model: NewModel): Promise<StoredModel> {
    const _id = new mongoose.mongo.ObjectId();
    const own = name ?? _id.toHexString();
    for (let tries = 1; ; tries += 1) {
      const [latest] = await this.models
        .find({ name: own })
        .sort({ version: -1 })
        .limit(1)
        .project({ version: 1 })
        .toArray();
      const version = Number(latest?.['version'] ?? 0) + 1;
      const document = { _id, name: own, version, ...model };
      try {
        await this.models.insertOne({ ...document, ...this.stamp(this.settings.dateCreatedName) }); // stamps have names of the settings
        return document;
      } catch (error) {
        if (!findDuplicate(error) || tries === MOST_TRIES) throw error;
      }
    }
  }

  find(id: string): Promise<StoredModel | null> {
    return this.models.findOne({ _id: new mongoose.mongo.ObjectId(id) });
  }

  /** The members of a model that change: its status, and the error of one that failed. */
  findState(id: string): Promise<Pick<StoredModel, '_id' | 'status' | 'error' | 'job'> | null> {
    return this.models.findOne(
      { _id: new mongoose.mongo.ObjectId(id) },
      { projection: { status: 1, error: 1, job: 1 } },
    );
  }

  /** Whether a file is the data of a model. */
  async hasData(data: string): Promise<boolean> {
    return (await this.models.findOne({ data }, { projection: { _id: 1 } })) !== null;
  }

  /** The latest model that is ready. */
  findLatestReady(): Promise<Pick<StoredModel, '_id'> | null> {
    return this.models.findOne({ status: 'ready' }, { sort: { _id: -1 }, projection: { _id: 1 } });
  }

  /** Changes a model that its job trains, once. Says whether there is one. */
  async finish(id: string, job: string, members: Members): Promise<boolean> {
    const { matchedCount } = await this.models.updateOne(
      { _id: new mongoose.mongo.ObjectId(id), job, status: 'training' },
      { $set: { ...members, ...this.stamp() } as never, $unset: { data: '' } },
    );
    return matchedCount === 1;
  }

  async remove(id: string): Promise<void> {
    await this.models.deleteOne({ _id: new mongoose.mongo.ObjectId(id) });
  }

  private stamp(...also: readonly string[]): Members {
    const now = new Date(Math.floor(Date.now() / 1000) * 1000); // whole seconds, as the engine stamps
    const { lastUpdatedName, etagName } = this.settings;
    return {
      ...Object.fromEntries([lastUpdatedName, ...also].map((name) => [name, now])),
      [etagName]: randomBytes(20).toString('hex'),
    };
  }

  private get models(): mongoose.mongo.Collection<StoredModel> {
    const { db } = this.connection;
    if (!db) throw databaseUnreachable();
    return db.collection<StoredModel>('models'); // the same driver, typed twice
  }
}
