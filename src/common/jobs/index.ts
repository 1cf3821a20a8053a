export { replyAccepted, type AcceptedJob } from './http/reply-accepted.js';
export { Job } from './job.decorator.js';
export type {
  JobContext,
  JobError,
  JobHandler,
  JobInfo,
  JobOptions,
  JobState,
  ThreadContext,
  ThreadWork,
} from './job-handler.js';
export { Jobs, type StartOptions } from './jobs.js';
export { JobsModule } from './jobs.module.js';
export type { AttemptLog } from './running/attempt.js';
export { watchJobs } from './watch-jobs.js';
