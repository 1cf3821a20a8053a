import { Injectable } from '@nestjs/common';
import { Settings } from '../../../config/settings.js';
import { Retirement } from '../../http/retirement.js';
import { JobRegistry } from '../job-registry.js';
import { JobStore } from '../store/job.store.js';
import { JobThreads } from '../threads/job-threads.js';
import type { AttemptParts } from './attempt.js';
import { JobLog } from './job-log.js';

/** The parts that attempts are made with. */
@Injectable()
export class RunnerParts implements AttemptParts {
  // eslint-disable-next-line max-params
  constructor(
    readonly store: JobStore,
    readonly registry: JobRegistry,
    readonly threads: JobThreads,
    readonly settings: Settings,
    readonly log: JobLog,
    readonly retirement: Retirement,
  ) {}
}
