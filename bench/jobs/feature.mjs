import 'reflect-metadata';
import { Module } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import { IsInt } from 'class-validator';
import { Job, JobsModule } from '../../dist/common/jobs/index.js';

/** The number of a job, and how many milliseconds it takes. */
class StepInput {}
for (const name of ['number', 'ms']) IsInt()(StepInput.prototype, name);

/** Leaves a document in `effects` for each result. */
export class Step {
  constructor(connection) {
    this.connection = connection;
  }

  async commit({ number, nonce }, { id }) {
    const effects = this.connection.db.collection('effects');
    await effects.updateOne({ _id: nonce }, { $set: { job: id, number } }, { upsert: true });
  }
}
InjectConnection()(Step, undefined, 0);
Job({ type: 'step', input: StepInput, thread: new URL('./step.thread.mjs', import.meta.url), attempts: 100 })(Step);

/** What the bench of jobs runs. */
export class StepsModule {}
Module({ imports: [JobsModule.forFeature([Step])] })(StepsModule);
