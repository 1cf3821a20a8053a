import { ServiceUnavailable } from '../../errors/api-error.js';
import type { DeclaredIndex } from './declared-index.js';
import { establishIndexes, type FindFlaw, type IndexPlan } from './establish-indexes.js';
import { isSameIndex } from './is-same-index.js';

/** How long a failed attempt is not repeated, and what a client reads as Retry-After. */
const RETRY_SECONDS = 5;

/** The indexes of one collection, whichever resources declare them: nothing is written before the unique ones exist. */
export class CollectionIndexes {
  private readonly declared: DeclaredIndex[] = [];
  private hasUnique = false;
  private placed: readonly string[] = [];
  private running: Promise<void> | undefined;
  private unenforced: readonly DeclaredIndex[] = [];
  private retryAt = 0;
  private isReady = true;

  /** @param judge what the database can do; throws what the driver throws when it is away */
  constructor(
    private readonly plan: Omit<IndexPlan, 'declared' | 'findFlaw'>,
    private readonly judge: () => Promise<FindFlaw>,
  ) {}

  /** Throws when another resource of the collection declares what contradicts it. */
  declare(indexes: readonly DeclaredIndex[]): void {
    for (const index of indexes) {
      if (!this.declared.some((other) => isSameIndex(other, index))) this.declared.push(index);
    }
    this.hasUnique = this.declared.some(isUnique);
    this.placed = this.declared.flatMap(({ keys }) =>
      keys.filter(([, kind]) => kind === '2dsphere').map(([path]) => path),
    );
    this.isReady = !this.hasUnique;
  }

  /** The paths at which documents have places on the globe, or nothing. */
  get placePaths(): readonly string[] {
    return this.placed;
  }

  /** Whether documents may be written; false until the unique indexes were seen in the database. */
  get areReady(): boolean {
    return this.isReady;
  }

  /** The database is away, and may come back without the indexes. */
  doubt(): void {
    this.isReady = !this.hasUnique;
    this.retryAt = 0;
  }

  /** Looks for the indexes and creates what is missing. Throws what the driver throws when the database is away. */
  async establish(): Promise<void> {
    if (this.declared.length === 0) return;
    this.isReady = !this.hasUnique;
    this.running ??= this.run().finally(() => {
      this.running = undefined;
    });
    await this.running;
  }

  /** Waits for the unique indexes. Throws `ServiceUnavailable` when they cannot be had. */
  async requireReady(): Promise<void> {
    if (this.running !== undefined || Date.now() >= this.retryAt) await this.establish();
    if (this.isReady) return;
    const keys = this.unenforced.map((index) => index.keys.map(([path]) => path).join(' + '));
    throw new ServiceUnavailable(
      `Documents cannot be written: nothing holds ${keys.join(', ')} to be unique; the service's log says why.`,
      RETRY_SECONDS,
    );
  }

  private async run(): Promise<void> {
    this.unenforced = await establishIndexes({
      ...this.plan,
      declared: this.declared,
      findFlaw: await this.judge(),
    });
    this.isReady = this.unenforced.length === 0;
    this.retryAt = this.isReady ? 0 : Date.now() + RETRY_SECONDS * 1000;
    if (this.isReady) return;
    const places = this.unenforced.map(({ place }) => place).join(', ');
    this.plan.logger.error(
      `${places}: nothing in the collection ${this.plan.collection.collectionName} enforces this. ` +
        'Until something does, no document of it is created or changed: clients read 503.',
    );
  }
}

function isUnique({ options }: DeclaredIndex): boolean {
  return options.unique === true;
}
