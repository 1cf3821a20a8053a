import { Injectable } from '@nestjs/common';
import { NotFound } from '../common/errors/api-error.js';
import { Jobs } from '../common/jobs/index.js';
import { AliasStore } from './aliases/alias.store.js';
import { ModelStore } from './model.store.js';

/** A model that a client names, and how it is. */
export interface NamedModel {
  readonly id: string;
  readonly status: 'training' | 'ready' | 'failed';
  readonly error?: string;
}

/** The alias that means the latest model that is ready, unless somebody has given it a meaning. */
const DEFAULT_ALIAS = 'default';

const ID = /^[a-f\d]{24}$/;

/** Whether a text can be the id of a model. */
export function isModelId(text: string): boolean {
  return ID.test(text);
}

/** Finds the model that is named in a URL, by its id or an alias. */
@Injectable()
export class ModelNames {
  constructor(
    private readonly models: ModelStore,
    private readonly aliases: AliasStore,
    private readonly jobs: Jobs,
  ) {}

  /** @throws NotFound */
  async find(name: string): Promise<NamedModel> {
    const id = await this.idOf(name);
    const model = id === undefined ? null : await this.models.findState(id);
    if (!model || id === undefined) throw new NotFound();
    const { status, error } = model;
    if (status !== 'training') return { id, status, ...(error !== undefined && { error }) };
    if (await this.isAtWork(model.job)) return { id, status };
    return this.findSettled(id);
  }

  /** The id of the model that a name means; undefined for an alias that nobody has defined. */
  async idOf(name: string): Promise<string | undefined> {
    if (isModelId(name)) return name;
    const alias = await this.aliases.find(name);
    if (alias) return alias.model.toHexString();
    if (name !== DEFAULT_ALIAS) return undefined;
    return (await this.models.findLatestReady())?._id.toHexString();
  }

  private async isAtWork(job: string): Promise<boolean> {
    const { state } = (await this.jobs.find(job)) ?? {};
    return state !== undefined && state !== 'failed' && state !== 'cancelled';
  }

  /** Of a model whose job is over, or never came to be because the process ended before that. */
  private async findSettled(id: string): Promise<NamedModel> {
    const model = await this.models.findState(id);
    if (!model) throw new NotFound();
    const { status, error } = model;
    if (status === 'ready') return { id, status };
    return { id, status: 'failed', error: error ?? 'The training was interrupted; send the data again.' };
  }
}
