import type { Caller } from '../caller.js';
import { ClientGone, type ServiceUnavailable } from '../errors/api-error.js';

/** The fate of a step that nobody waits for any longer. */
interface GivenUp {
  /** The error when the time is over. */
  readonly late: () => ServiceUnavailable;
  /** Ends the step itself, as far as that can be done. */
  readonly abandon: (reason: Error) => void;
}

/** How long one operation is waited for, step by step: until its deadline, or until its caller goes away. */
export class Patience {
  private readonly timer: NodeJS.Timeout;
  private readonly ignoreCaller: (() => void) | undefined;
  private step: ((why: 'late' | 'gone') => void) | undefined;
  private lost: 'late' | 'gone' | undefined;

  /** @param ms what is left until the deadline */
  constructor(ms: number, caller?: Caller) {
    this.timer = setTimeout(() => {
      this.lose('late');
    }, ms);
    this.ignoreCaller = caller?.onGone(() => {
      this.lose('gone');
    });
  }

  /** The result of a step, unless patience ends first. */
  await<T>(step: Promise<T>, { late, abandon }: GivenUp): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.step = (why) => {
        const reason = why === 'late' ? late() : new ClientGone();
        abandon(reason);
        reject(reason);
      };
      if (this.lost) this.step(this.lost);
      const finish = <V>(settle: (value: V) => void): ((value: V) => void) => {
        return (value) => {
          this.step = undefined;
          settle(value);
        };
      };
      step.then(finish(resolve), finish(reject));
    });
  }

  /** Whether nobody waits any longer. */
  get isLost(): boolean {
    return this.lost !== undefined;
  }

  /** The operation is done, in whichever way. */
  end(): void {
    clearTimeout(this.timer);
    this.ignoreCaller?.();
  }

  private lose(why: 'late' | 'gone'): void {
    this.lost = why;
    this.step?.(why);
  }
}
