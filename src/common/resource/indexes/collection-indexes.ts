import { ServiceUnavailable } from '../../errors/api-error.js';
import { type DeclaredIndex, isSameIndex } from './declared-index.js';
import { establishIndexes, findUnenforced, type FindFlaw, type IndexPlan } from './establish-indexes.js';

/** How long a failed attempt is not repeated, and what a client reads as Retry-After. */
const RETRY_SECONDS = 5;

/** The indexes of one collection, whichever resources declare them: nothing is written before the unique ones exist. */
export class CollectionIndexes {
  private readonly declared: DeclaredIndex[] = [];
  private unique: readonly string[] = [];
  private placed: readonly string[] = [];
  private running: Promise<void> | undefined;
  private unenforced: readonly DeclaredIndex[] = [];
  private retryAt = 0;
  private isReady = true;
  private look: Promise<boolean> | undefined;
  private nextLook: Promise<boolean> | undefined;

  /** @param flawFinder the test of what the database can do; throws what the driver throws when it is away */
  constructor(
    private readonly plan: Omit<IndexPlan, 'declared' | 'findFlaw'>,
    private readonly flawFinder: () => Promise<FindFlaw>,
  ) {}

  /** Throws when another resource of the collection declares what contradicts it. */
  declare(indexes: readonly DeclaredIndex[]): void {
    for (const index of indexes) {
      if (!this.declared.some((other) => isSameIndex(other, index))) this.declared.push(index);
    }
    this.unique = [...new Set(this.declared.filter(isUnique).flatMap(membersOf))];
    this.placed = this.declared.flatMap(({ keys }) =>
      keys.filter(([, kind]) => kind === '2dsphere').map(([path]) => path),
    );
    this.isReady = this.unique.length === 0;
  }

  /** The paths at which documents have places on the globe, or nothing. */
  get placePaths(): readonly string[] {
    return this.placed;
  }

  /** The members of documents, at their top level, whose values a unique index looks at. */
  get uniqueMembers(): readonly string[] {
    return this.unique;
  }

  /** Whether documents may be written; false until the unique indexes were seen in the database. */
  get areReady(): boolean {
    return this.isReady;
  }

  /** The indexes may not be there any more: the database is away, or the collection was dropped. */
  doubt(): void {
    this.isReady = this.unique.length === 0;
    this.retryAt = 0;
  }

  /** Looks for the indexes and creates what is missing. Throws what the driver throws when the database is away. */
  async establish(): Promise<void> {
    if (this.declared.length === 0) return;
    this.isReady = this.unique.length === 0;
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
      `Documents cannot be written: no unique index enforces ${keys.join(', ')}; the service's log says why.`,
      RETRY_SECONDS,
    );
  }

  /**
   * Looks whether the unique indexes are still there; many who ask at once share a look, which begins no sooner than they ask.
   * Throws what the driver throws when the database is away.
   */
  stillStand(): Promise<boolean> {
    if (this.unique.length === 0) return Promise.resolve(true);
    if (this.look) return (this.nextLook ??= this.look.then(this.lookNext, this.lookNext));
    this.look = this.lookNow().finally(() => {
      this.look = undefined;
    });
    return this.look;
  }

  private readonly lookNext = (): Promise<boolean> => {
    this.nextLook = undefined;
    return this.stillStand();
  };

  private async lookNow(): Promise<boolean> {
    const unenforced = await findUnenforced(await this.wholePlan());
    if (unenforced.length === 0) return true;
    const { collectionName } = this.plan.collection;
    if (this.isReady)
      this.plan.logger.warn(`The unique indexes of the collection ${collectionName} are gone; making them again`);
    this.doubt();
    return false;
  }

  private async wholePlan(): Promise<IndexPlan> {
    return { ...this.plan, declared: this.declared, findFlaw: await this.flawFinder() };
  }

  private async run(): Promise<void> {
    this.unenforced = await establishIndexes(await this.wholePlan());
    this.isReady = this.unenforced.length === 0;
    this.retryAt = this.isReady ? 0 : Date.now() + RETRY_SECONDS * 1000;
    if (this.isReady) return;
    const places = this.unenforced.map(({ place }) => place.toString()).join(', ');
    this.plan.logger.error(
      `${places}: nothing in the collection ${this.plan.collection.collectionName} enforces this. ` +
        'Until something does, no document of it is created or changed: clients read 503.',
    );
  }
}

function isUnique({ options }: DeclaredIndex): boolean {
  return options.unique === true;
}

/** The members of documents that an index looks at. */
function membersOf({ keys, options }: DeclaredIndex): readonly string[] {
  const paths = [...keys.map(([path]) => path), ...pathsIn(options.partialFilterExpression ?? {})];
  return paths.map((path) => path.replace(/\..*/, ''));
}

function pathsIn(filter: object): readonly string[] {
  return Object.entries(filter).flatMap(([name, condition]: [string, unknown]) =>
    Array.isArray(condition) && name.startsWith('$') ? condition.flatMap(pathsIn) : [name],
  );
}
