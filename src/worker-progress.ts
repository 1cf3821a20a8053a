import type { Logger } from 'pino';
import type { AttemptLog, JobInfo } from './common/jobs/index.js';

/** Milliseconds between two lines about a job in a log that nobody watches. */
const EVERY = 5_000;
const CLEAR_LINE = '\r\u001B[K';

/** Where a person watches. */
type Terminal = Pick<NodeJS.WriteStream, 'write' | 'columns'>;

/** Shows how far the jobs of a worker are: in one line of a terminal that is written again and again, or now and then in its log. */
export class WorkerProgress implements AttemptLog {
  /** The running jobs, with the time of their last report. */
  private readonly running = new Map<string, { readonly text: string; readonly reported: number }>();

  constructor(
    private readonly logger: Logger,
    private readonly terminal: Terminal | undefined,
  ) {}

  began(job: JobInfo): void {
    this.tell(`${describe(job)}: begun${job.attempt > 1 ? `, attempt ${job.attempt}` : ''}`);
    this.running.set(job.id, { text: describe(job), reported: Date.now() });
  }

  reported(job: JobInfo, fraction: number, message = ''): void {
    const text = `${describe(job)}: ${String(Math.floor(fraction * 100)).padStart(3)} % ${message}`.trimEnd();
    const reported = this.running.get(job.id)?.reported ?? 0;
    const isDue = !this.terminal && Date.now() - reported >= EVERY;
    if (isDue) this.logger.info(text);
    this.running.set(job.id, { text, reported: isDue ? Date.now() : reported });
    this.draw();
  }

  ended(job: JobInfo, outcome: string, why?: string): void {
    this.running.delete(job.id);
    this.tell(`${describe(job)}: ${outcome}${why === undefined ? '' : `: ${why}`}`);
    this.draw();
  }

  unexpected(): void {
    this.draw(); // the log has it
  }

  private tell(line: string): void {
    this.terminal?.write(CLEAR_LINE);
    this.logger.info(line);
  }

  private draw(): void {
    const line = [...this.running.values()].map(({ text }) => text).join(' | ');
    this.terminal?.write(`${CLEAR_LINE}${line.slice(0, (this.terminal.columns || 80) - 1)}`);
  }
}

function describe({ type, id }: JobInfo): string {
  return `${type} ${id.slice(-6)}`;
}
