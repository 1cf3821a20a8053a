import { Job, type JobHandler, type JobInfo } from '../../common/jobs/index.js';
import { ModelData } from '../model-data.js';
import { ModelStore } from '../model.store.js';
import { TrainInput } from './train-input.js';
import type { TrainResult } from './train-result.js';

/** Trains a model; its data is then of no more use. */
@Job({
  type: 'train-model',
  input: TrainInput,
  thread: new URL('./train-model.thread.js', import.meta.url),
})
export class TrainModel implements JobHandler<TrainInput, TrainResult> {
  constructor(
    private readonly models: ModelStore,
    private readonly data: ModelData,
  ) {}

  async commit(result: TrainResult, { id, input }: JobInfo<TrainInput>): Promise<void> {
    const { statistics, ...members } = result;
    const model = await this.models.find(input.model);
    const features = model?.features.map(({ name }, at) => ({ name, ...statistics[at] }));
    await this.models.finish(input.model, id, { status: 'ready', features, ...members });
    await this.data.remove(input.data);
  }

  /** The model holds all of it. */
  publicResult({ evaluation }: TrainResult): object {
    return { method: evaluation?.method ?? 'not evaluated: too few rows' };
  }

  async ended({ id, input, state, error }: JobInfo<TrainInput>): Promise<void> {
    const reason = state === 'cancelled' ? 'The training was cancelled.' : (error?.message ?? 'The training failed.');
    await this.models.finish(input.model, id, { status: 'failed', error: reason });
    await this.data.remove(input.data);
  }
}
