import { Injectable } from '@nestjs/common';
import { NotFound } from '../../common/errors/api-error.js';
import { ModelStore } from '../model.store.js';
import { ModelPredictor } from './model-predictor.js';

/** Models that are kept in memory at a time: those used last. */
const MOST = 50;

/** The models that predict, by id: a model never changes, so that what is loaded stays true, and a request that has one keeps it. */
@Injectable()
export class LoadedModels {
  private readonly loaded = new Map<string, Promise<ModelPredictor>>();

  constructor(private readonly models: ModelStore) {}

  /** @param id of a model that is ready */
  async get(id: string): Promise<ModelPredictor> {
    const loading = this.loaded.get(id) ?? this.load(id);
    this.loaded.delete(id); // the last of the map is the one used last
    this.loaded.set(id, loading);
    const [oldest] = this.loaded.keys();
    if (this.loaded.size > MOST && oldest !== undefined) this.loaded.delete(oldest);
    try {
      return await loading;
    } catch (error) {
      this.loaded.delete(id);
      throw error;
    }
  }

  private async load(id: string): Promise<ModelPredictor> {
    const model = await this.models.find(id);
    if (model?.status !== 'ready') throw new NotFound();
    return new ModelPredictor(model);
  }
}
