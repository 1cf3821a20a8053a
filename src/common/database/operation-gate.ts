import { availableParallelism } from 'node:os';
import { Inject, Injectable } from '@nestjs/common';
import type { Caller } from '../caller.js';
import { ClientGone, type ServiceUnavailable } from '../errors/api-error.js';
import { DatabaseCapabilities } from './capabilities.js';
import { isOutOfTime } from './database-error.js';
import { databaseBusy, readTooSlow, writeTooSlow } from './database-late.js';
import { Patience } from './patience.js';
import { Places } from './places.js';

/** The bounds of the work at the database. */
export interface OperationBounds {
  /** Longest time of one operation, waiting included, in milliseconds. */
  readonly timeoutMs: number;
  /** Most operations at work at a time. */
  readonly maxInFlight: number;
}

/** The token of `OperationBounds`. */
export const OPERATION_BOUNDS = Symbol('evenest:operation-bounds');

/** Most operations for each processor on an engine that ends what it has begun, whether or not anybody waits for it. */
const FEW = 4;

/** Gives up an operation from within, between two of its commands. */
export type RequireTime = () => void;

/** How one kind of operation ends before its time. */
interface Ending {
  readonly patience: Patience;
  readonly late: () => ServiceUnavailable;
  readonly abandon: (reason: Error) => void;
}

/**
 * Lets every operation through to the database, so many at a time and each with a deadline; the others wait in order, and
 * are rejected when their time is over. There is no other limit to the queue: a burst of quick operations is done long
 * before that, and the limit of open requests bounds its length. What is given up while the database works keeps its place
 * until the database has ended it.
 */
@Injectable()
export class OperationGate {
  private readonly places: Places;

  constructor(
    @Inject(OPERATION_BOUNDS) private readonly bounds: OperationBounds,
    private readonly capabilities: DatabaseCapabilities,
  ) {
    const few = Math.min(bounds.maxInFlight, FEW * availableParallelism());
    this.places = new Places(() => (capabilities.endsAbandonedReads ? bounds.maxInFlight : few));
  }

  /** The deadline in the database's own terms. */
  get maxTimeMS(): number {
    return this.bounds.timeoutMs;
  }

  /** A read that is over soon, such as one by id: the database's own time limit is enough to end it. */
  readSoon<T>(work: () => Promise<T>, caller?: Caller): Promise<T> {
    return this.read(work, () => undefined, caller);
  }

  /** Waits for a read that is made for several callers, and passes here itself. */
  async join<T>(work: () => Promise<T>, caller?: Caller): Promise<T> {
    const patience = new Patience(this.timeLeft(caller), caller);
    try {
      return await patience.await(work(), { late: readTooSlow, abandon: () => undefined });
    } finally {
      patience.end();
    }
  }

  /** A read that may take long: the signal ends it, where dropping its connection does. */
  readLong<T>(work: (options: { signal?: AbortSignal }) => Promise<T>, caller?: Caller): Promise<T> {
    if (!this.capabilities.endsAbandonedReads)
      return this.read(
        () => work({}),
        () => undefined,
        caller,
      );
    const controller = new AbortController();
    const abandon = (reason: Error): void => {
      controller.abort(reason);
    };
    return this.read(() => work({ signal: controller.signal }), abandon, caller);
  }

  /** A write is done to its end whether or not anybody waits: only its client is reported that it takes too long. */
  write<T>(work: (requireTime: RequireTime) => Promise<T>): Promise<T> {
    const patience = new Patience(this.bounds.timeoutMs);
    const requireTime = (): void => {
      if (patience.isLost) throw writeTooSlow();
    };
    const run = async (): Promise<T> => {
      try {
        return await work(requireTime);
      } catch (error) {
        throw isOutOfTime(error) ? writeTooSlow() : error;
      }
    };
    return this.run(run, { patience, late: writeTooSlow, abandon: () => undefined });
  }

  /** Waits for work that goes on whether or not anybody waits, no longer than for an operation. */
  async waitFor<T>(work: Promise<T>, late: Ending['late']): Promise<T> {
    const patience = new Patience(this.bounds.timeoutMs);
    try {
      return await patience.await(work, { late, abandon: () => undefined });
    } finally {
      patience.end();
    }
  }

  private async read<T>(work: () => Promise<T>, abandon: Ending['abandon'], caller?: Caller): Promise<T> {
    return this.run(work, { patience: new Patience(this.timeLeft(caller), caller), late: readTooSlow, abandon });
  }

  /** In whole milliseconds: timers of one length cost least. Throws where there is none, or nobody waits. */
  private timeLeft(caller: Caller | undefined): number {
    if (!caller) return this.bounds.timeoutMs;
    if (caller.isGone) throw new ClientGone();
    const left = Math.ceil(caller.since + this.bounds.timeoutMs - performance.now());
    if (left <= 0) throw readTooSlow();
    return left;
  }

  private async run<T>(work: () => Promise<T>, { patience, late, abandon }: Ending): Promise<T> {
    try {
      const place = this.places.take();
      if (place) await patience.await(place.entered, { late: databaseBusy, abandon: place.leave });
      return await patience.await(this.occupy(work), { late, abandon });
    } finally {
      patience.end();
    }
  }

  private async occupy<T>(work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } finally {
      this.places.give();
    }
  }
}
