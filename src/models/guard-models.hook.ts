import { Injectable } from '@nestjs/common';
import { Conflict } from '../common/errors/api-error.js';
import { Jobs } from '../common/jobs/index.js';
import type { ResourceHooks, StoredDocument } from '../common/resource/index.js';
import mongoose from 'mongoose';
import { AliasStore } from './aliases/alias.store.js';
import { ModelData } from './model-data.js';
import type { Model } from './model.resource.js';

/** Keeps models that an alias means, and takes the job and the data of a model with it. */
@Injectable()
export class GuardModels implements ResourceHooks<Model> {
  constructor(
    private readonly aliases: AliasStore,
    private readonly jobs: Jobs,
    private readonly data: ModelData,
  ) {}

  async beforeDeleteItem({ _id }: StoredDocument<Model>): Promise<void> {
    const [name] = await this.aliases.namesOf(new mongoose.mongo.ObjectId(String(_id)));
    if (name !== undefined) throw new Conflict(`The alias ${name} means this model: let it mean another one first.`);
  }

  async afterDeleteItem({ job, data }: StoredDocument<Model>): Promise<void> {
    await this.jobs.cancel(job);
    if (data !== undefined) await this.data.remove(data);
  }
}
