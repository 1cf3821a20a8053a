import { Module } from '@nestjs/common';
import { Retirement } from '../http/retirement.js';
import { JobEventStreams } from './http/job-event-streams.js';
import { JobRegistry } from './job-registry.js';
import { JobWatch } from './job-watch.js';
import { Jobs } from './jobs.js';
import { JobLog } from './running/job-log.js';
import { JobRunner } from './running/job-runner.js';
import { RunnerParts } from './running/runner-parts.js';
import { JobEvents } from './store/job-events.js';
import { JobStore } from './store/job.store.js';
import { JobThreads } from './threads/job-threads.js';

/** Everything of jobs below HTTP. */
@Module({
  providers: [
    Retirement,
    JobEvents,
    JobStore,
    JobRegistry,
    JobThreads,
    JobLog,
    RunnerParts,
    JobRunner,
    JobWatch,
    Jobs,
    JobEventStreams,
  ],
  exports: [Jobs, JobRegistry, JobLog, JobWatch, JobEventStreams],
})
export class JobsCoreModule {}
