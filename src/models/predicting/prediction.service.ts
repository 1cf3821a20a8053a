import { Injectable } from '@nestjs/common';
import { limitsOf } from '../../common/csv/csv-limits.js';
import type { CsvQuery } from '../../common/csv/parse-csv-query.js';
import { BadRequest, Conflict, NotFound, ServiceUnavailable } from '../../common/errors/api-error.js';
import type { Upload } from '../../common/http/uploads/upload.js';
import { Settings } from '../../config/settings.js';
import { ModelNames, type NamedModel } from '../model-names.js';
import type { FeatureMatrix } from '../training/feature-matrix.js';
import { LoadedModels } from './loaded-models.js';
import type { ModelPredictor, Predictions } from './model-predictor.js';
import { rangeWarnings, type RangeWarning } from './range-warnings.js';
import { readRowsCsv } from './read-rows-csv.js';
import { readRowsJson } from './read-rows-json.js';

/** The rows that are asked about: CSV, or the value of a JSON body. */
export interface Question {
  readonly upload: Upload | undefined;
  readonly body?: unknown;
  readonly query: CsvQuery;
}

/** The predictions of a model; warnings are left out where there are none. */
export type PredictionAnswer = Predictions & { readonly warnings?: readonly RangeWarning[] };

/** An answer, and which model gave it. */
export interface Prediction {
  readonly answer: PredictionAnswer;
  readonly model: { readonly id: string; readonly name: string; readonly version: number };
}

const RETRY_AFTER_SECONDS = 1;

/** Asks models: a request keeps the model that its name meant when it came. */
@Injectable()
export class PredictionService {
  constructor(
    private readonly names: ModelNames,
    private readonly loaded: LoadedModels,
    private readonly settings: Settings,
  ) {}

  /** How a model is. Throws `NotFound`, and `Conflict` with the reason where it failed. */
  async statusOf(name: string): Promise<'training' | 'ready'> {
    return requireNotFailed(await this.names.find(name)).status;
  }

  /** The id of the model that an alias means. Throws `NotFound`. */
  async idOf(alias: string): Promise<string> {
    const id = await this.names.idOf(alias);
    if (id === undefined) throw new NotFound();
    return id;
  }

  /** Throws `NotFound`, `ServiceUnavailable` while it is trained, `Conflict` where it failed, and what the rows are rejected with. */
  async predict(name: string, question: Question): Promise<Prediction> {
    const { id, status } = requireNotFailed(await this.names.find(name));
    if (status === 'training') throw new ServiceUnavailable('The model is being trained.', RETRY_AFTER_SECONDS);
    const predictor = await this.loaded.get(id);
    const rows = await this.readRows(question, predictor);
    const predictions = await predictor.predict(rows);
    const warnings = rangeWarnings(rows, predictor.features);
    const model = { id, name: predictor.name, version: predictor.version };
    return { answer: { ...predictions, ...(warnings.length > 0 && { warnings }) }, model };
  }

  private async readRows({ upload, body, query }: Question, { features }: ModelPredictor): Promise<FeatureMatrix> {
    const { predictionMaxRows: most } = this.settings;
    if (!upload) return readRowsJson(body, most, features);
    let rows: FeatureMatrix | undefined;
    for await (const file of upload.files()) {
      if (rows) throw new BadRequest('The form has several files; send one.');
      rows = await readRowsCsv(file, query, { ...limitsOf(this.settings), rows: most }, features);
    }
    if (!rows) throw new BadRequest('The body has no file.');
    return rows;
  }
}

function requireNotFailed({ id, status, error }: NamedModel): {
  readonly id: string;
  readonly status: 'training' | 'ready';
} {
  if (status === 'failed') throw new Conflict(`The model could not be trained: ${error ?? 'its training failed.'}`);
  return { id, status };
}
