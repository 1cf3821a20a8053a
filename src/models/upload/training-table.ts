import type { ClassValue, Task } from '../model.resource.js';

/** The rows that a model is to be trained from, in GridFS: of each row its features, then its class's index or its value. */
export interface TrainingTable {
  readonly task: Task;
  /** Of the file, hex text. */
  readonly data: string;
  readonly rows: number;
  readonly features: readonly string[];
  readonly label: string;
  /** Of a classification, ascending. */
  readonly classes?: readonly ClassValue[];
  /** The class of each index in the file. */
  readonly classOf?: readonly number[];
}
