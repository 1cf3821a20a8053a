import { Injectable, Logger } from '@nestjs/common';
import type { JobInfo } from '../job-handler.js';
import type { AttemptLog, Outcome } from './attempt.js';

/** Reports the log what becomes of jobs. */
@Injectable()
export class JobLog implements AttemptLog {
  private readonly logger = new Logger('Jobs');
  private observer: AttemptLog | undefined;

  /** Lets somebody else hear it, too. */
  watch(observer: AttemptLog): void {
    this.observer = observer;
  }

  began(job: JobInfo): void {
    this.logger.debug(`${describe(job)}: begun`);
    this.observer?.began(job);
  }

  reported(job: JobInfo, fraction: number, message?: string): void {
    this.observer?.reported(job, fraction, message);
  }

  ended(job: JobInfo, outcome: Outcome, why?: string): void {
    if (why === undefined) this.logger.log(`${describe(job)}: ${outcome}`);
    else this.logger.warn(`${describe(job)}: ${outcome}: ${why}`);
    this.observer?.ended(job, outcome, why);
  }

  unexpected(job: JobInfo, cause: string): void {
    this.logger.error(`${describe(job)}: ${cause}`);
    this.observer?.unexpected(job, cause);
  }
}

function describe({ type, id, attempt }: JobInfo): string {
  return `Job ${id} (${type}, attempt ${attempt})`;
}
