import type { Logger } from '@nestjs/common';
import mongoose from 'mongoose';
import type { IndexOptions } from '../definition/index-definition.js';
import { compareIndexes, enforces, type ChangedIndex } from './compare-indexes.js';
import { nameOf, type DeclaredIndex } from './declared-index.js';
import type { StoredIndex } from './find-differences.js';

/** Why an index must not be in this database, for the log; undefined where it may. */
export type FindFlaw = (
  options: Pick<IndexOptions, 'unique' | 'collation' | 'expireAfterSeconds' | 'partialFilterExpression'>,
) => string | undefined;

/** A collection and what its indexes should be. */
export interface IndexPlan {
  readonly collection: mongoose.mongo.Collection;
  readonly declared: readonly DeclaredIndex[];
  /** Drops and creates again what is not as declared; otherwise that is only reported. */
  readonly rebuild: boolean;
  readonly findFlaw: FindFlaw;
  readonly logger: Logger;
}

/** Server codes of what is not there (yet, or any more). */
const NAMESPACE_NOT_FOUND = 26;
const INDEX_NOT_FOUND = 27;

/**
 * Makes a collection's indexes what they are declared to be, and logs what cannot be done. Gives the unique ones that
 * nothing in the collection enforces. Throws what the driver throws when the database is away.
 */
export async function establishIndexes(plan: IndexPlan): Promise<readonly DeclaredIndex[]> {
  const sound = plan.declared.filter((index) => !isUnsound(index, plan));
  const { missing, changed } = compareIndexes(sound, await listIndexes(plan));
  for (const index of missing) await create(index, plan);
  for (const change of changed) {
    if (plan.rebuild) await rebuild(change, plan);
    else report(change, plan);
  }
  const stored = await listIndexes(plan);
  for (const index of stored) warnOfUnsound(index, plan);
  return unenforcedAmong(stored, plan);
}

/** The unique indexes that nothing in the collection enforces. Throws what the driver throws when the database is away. */
export async function findUnenforced(plan: IndexPlan): Promise<readonly DeclaredIndex[]> {
  return unenforcedAmong(await listIndexes(plan), plan);
}

function unenforcedAmong(stored: readonly StoredIndex[], { declared, findFlaw }: IndexPlan): readonly DeclaredIndex[] {
  const isEnforced = (index: DeclaredIndex): boolean =>
    findFlaw(index.options) === undefined && stored.some((one) => enforces(one, index));
  return declared.filter((index) => index.options.unique === true && !isEnforced(index));
}

function isUnsound(index: DeclaredIndex, plan: IndexPlan): boolean {
  const reason = plan.findFlaw(index.options);
  if (reason !== undefined) log(index, plan, `${describe(index, plan)} is not created: ${reason}.`);
  return reason !== undefined;
}

/** Another program, or an earlier version, may have made it. */
function warnOfUnsound(stored: StoredIndex, { collection, findFlaw, logger }: IndexPlan): void {
  const reason = findFlaw(stored);
  if (reason !== undefined)
    logger.error(
      `The index ${stored.name ?? ''} of the collection ${collection.collectionName} should be dropped: ${reason}.`,
    );
}

async function listIndexes({ collection }: IndexPlan): Promise<readonly StoredIndex[]> {
  try {
    return await collection.indexes();
  } catch (error) {
    if (isRejection(error) && error.code === NAMESPACE_NOT_FOUND) return [];
    throw error;
  }
}

async function create(index: DeclaredIndex, plan: IndexPlan): Promise<void> {
  const problem = await tryTo(() => createIndex(index, plan));
  if (problem === undefined) plan.logger.log(`${describe(index, plan)} was created`);
  else log(index, plan, `${describe(index, plan)} cannot be created: ${problem}`);
}

function report({ declared, differences }: ChangedIndex, plan: IndexPlan): void {
  const advice = 'Start once with REBUILD_INDEXES=true to have it dropped and created again.';
  log(declared, plan, `${describe(declared, plan)} is not as declared: ${differences.join(', ')}. ${advice}`);
}

async function rebuild({ declared, stored, differences }: ChangedIndex, plan: IndexPlan): Promise<void> {
  const { collection, logger } = plan;
  const problem = await tryTo(async () => {
    await drop(stored, plan);
    await createIndex(declared, plan).catch(async (error: unknown) => {
      await collection.createIndexes([stored]);
      throw error;
    });
  });
  const what = describe(declared, plan);
  if (problem === undefined) logger.warn(`${what} was dropped and created again: ${differences.join(', ')}`);
  else
    log(declared, plan, `${what} cannot be created again and stays as it was (${differences.join(', ')}): ${problem}`);
}

async function drop({ name = '' }: StoredIndex, { collection }: IndexPlan): Promise<void> {
  try {
    await collection.dropIndex(name);
  } catch (error) {
    if (!isRejection(error) || error.code !== INDEX_NOT_FOUND) throw error; // another instance was faster
  }
}

async function createIndex(index: DeclaredIndex, { collection }: IndexPlan): Promise<void> {
  await collection.createIndexes([{ ...index.options, key: new Map(index.keys), name: nameOf(index) }]);
}

/** The server's objection to it, if any; other errors are thrown. */
async function tryTo(act: () => Promise<void>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    if (isRejection(error)) return error.message;
    throw error;
  }
}

function isRejection(error: unknown): error is mongoose.mongo.MongoServerError {
  return error instanceof mongoose.mongo.MongoServerError;
}

function describe(index: DeclaredIndex, { collection }: IndexPlan): string {
  return `${index.place.toString()}: the index ${nameOf(index)} of the collection ${collection.collectionName}`;
}

/** Without a unique index documents are written wrongly, without another one slowly. */
function log({ options }: DeclaredIndex, { logger }: IndexPlan, line: string): void {
  if (options.unique === true) logger.error(line);
  else logger.warn(line);
}
