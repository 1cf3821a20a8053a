import { Injectable } from '@nestjs/common';
import { limitsOf } from '../common/csv/csv-limits.js';
import { BadRequest } from '../common/errors/api-error.js';
import type { Upload } from '../common/http/uploads/upload.js';
import type { UploadedFile } from '../common/http/uploads/uploaded-file.js';
import { Jobs } from '../common/jobs/index.js';
import { Settings } from '../config/settings.js';
import { TrainModel } from './jobs/train-model.job.js';
import { ModelData } from './model-data.js';
import { ModelStore, type StoredModel } from './model.store.js';
import { readTrainingCsv, type TrainingQuery } from './upload/read-training-csv.js';
import type { TrainingTable } from './upload/training-table.js';

/** Who sends what. */
export interface TrainingRequest {
  readonly upload: Upload;
  readonly query: TrainingQuery;
  readonly name: string | undefined;
  /** The address of the client. */
  readonly client: string;
}

/** Makes models of uploads: all is there, the data, the model and its job, or nothing is. */
@Injectable()
export class ModelUploads {
  constructor(
    private readonly models: ModelStore,
    private readonly data: ModelData,
    private readonly jobs: Jobs,
    private readonly settings: Settings,
  ) {}

  /** Throws `InvalidCsv` and what the upload and `Jobs.start` throw. */
  async train({ upload, query, name, client }: TrainingRequest): Promise<StoredModel> {
    const file = this.data.create();
    try {
      const table = await this.readOnly(upload, (csv) => readTrainingCsv(csv, query, this.limits, file));
      await file.end();
      return await this.start(table, name, client);
    } catch (error) {
      await file.discard();
      throw error;
    }
  }

  private async start(table: TrainingTable, name: string | undefined, client: string): Promise<StoredModel> {
    const { task, data, rows, features: names, label, classes, classOf } = table;
    const job = this.jobs.newId();
    const features = names.map((feature) => ({ name: feature }));
    const model = await this.models.insert(name, {
      task,
      status: 'training',
      job,
      rows,
      label,
      ...(classes && { classes }),
      features,
      data,
    });
    const id = model._id.toHexString();
    try {
      const input = {
        model: id,
        data,
        task,
        rows,
        features: names.length,
        ...(classes && { classes }),
        ...(classOf && { classOf }),
      };
      await this.jobs.start(TrainModel, input, { id: job, client });
      return model;
    } catch (error) {
      await this.models.remove(id);
      throw error;
    }
  }

  /** The one file of an upload; a second one is none that was asked for. */
  private async readOnly<T>(upload: Upload, read: (file: UploadedFile) => Promise<T>): Promise<T> {
    let table: T | undefined;
    for await (const file of upload.files()) {
      if (table !== undefined) throw new BadRequest('The form has several files; a model is trained from one.');
      table = await read(file);
    }
    if (table === undefined) throw new BadRequest('The body has no file.');
    return table;
  }

  private get limits() {
    const { modelMaxClasses: classes, modelMaxCells: cells, modelMaxWeights: weights } = this.settings;
    return { ...limitsOf(this.settings), classes, cells, weights };
  }
}
