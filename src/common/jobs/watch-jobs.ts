import type { INestApplicationContext } from '@nestjs/common';
import type { AttemptLog } from './running/attempt.js';
import { JobLog } from './running/job-log.js';

/** Lets somebody follow the jobs that this process runs. */
export function watchJobs(app: INestApplicationContext, observer: AttemptLog): void {
  app.get(JobLog, { strict: false }).watch(observer);
}
