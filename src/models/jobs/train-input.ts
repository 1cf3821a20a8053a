import { IsArray, IsIn, IsInt, IsMongoId, IsOptional, Min } from 'class-validator';
import { TASKS, type ClassValue, type Task } from '../model.resource.js';

/** The input of the job that trains a model. */
export class TrainInput {
  @IsMongoId()
  model!: string;

  /** Of the file in GridFS. */
  @IsMongoId()
  data!: string;

  @IsIn(TASKS)
  task!: Task;

  @IsInt()
  @Min(1)
  rows!: number;

  /** How many features there are. */
  @IsInt()
  @Min(1)
  features!: number;

  @IsOptional()
  @IsArray()
  classes?: readonly ClassValue[];

  /** The class of each index in the file. */
  @IsOptional()
  @IsArray()
  classOf?: readonly number[];
}
