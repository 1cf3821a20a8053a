import { Injectable } from '@nestjs/common';
import { InjectConnection } from '@nestjs/mongoose';
import mongoose from 'mongoose';
import { databaseUnreachable } from '../../common/database/database-unreachable.js';
import { findDuplicate } from '../../common/database/duplicate-key.js';

/** A model, and when an alias began to mean it. */
export interface Activation {
  readonly model: mongoose.mongo.ObjectId;
  readonly activated_at: Date;
}

/** The model of an alias, and the ones before, the latest first. */
export interface StoredAlias extends Activation {
  readonly _id: string;
  readonly history: readonly Activation[];
}

/** How many former models of an alias are remembered. */
const MOST_REMEMBERED = 100;
const MOST_TRIES = 100;

/** The change of an alias; undefined leaves it. */
type Change = (alias: StoredAlias | null) => StoredAlias | undefined;

/** The only file that writes aliases. Each write is of one document that is still as it was read. */
@Injectable()
export class AliasStore {
  constructor(@InjectConnection() private readonly connection: mongoose.Connection) {}

  findAll(): Promise<readonly StoredAlias[]> {
    return this.aliases.find().sort({ _id: 1 }).toArray();
  }

  find(name: string): Promise<StoredAlias | null> {
    return this.aliases.findOne({ _id: name });
  }

  /** The aliases that mean a model. */
  async namesOf(model: mongoose.mongo.ObjectId): Promise<readonly string[]> {
    const found = await this.aliases.find({ model }).toArray();
    return found.map(({ _id }) => _id);
  }

  /** Lets an alias mean a model. What it means already is left as it is. */
  async activate(name: string, model: mongoose.mongo.ObjectId): Promise<StoredAlias> {
    const changed = await this.change(name, (alias) => {
      if (alias?.model.equals(model)) return undefined;
      const history = alias ? [{ model: alias.model, activated_at: alias.activated_at }, ...alias.history] : [];
      return { _id: name, model, activated_at: new Date(), history: history.slice(0, MOST_REMEMBERED) };
    });
    return changed as StoredAlias; // left only where there is one
  }

  /** Lets an alias mean again what it meant before that. @returns null without such an alias, undefined where it meant nothing before */
  async rollBack(name: string): Promise<StoredAlias | null | undefined> {
    const unchanged: (StoredAlias | null)[] = [];
    const changed = await this.change(name, (alias) => {
      const [previous, ...history] = alias?.history ?? [];
      if (previous) return { _id: name, model: previous.model, activated_at: new Date(), history };
      unchanged.push(alias);
      return undefined;
    });
    return unchanged.at(-1) ? undefined : changed;
  }

  /** Says whether there was such an alias. */
  async remove(name: string): Promise<boolean> {
    const { deletedCount } = await this.aliases.deleteOne({ _id: name });
    return deletedCount === 1;
  }

  private async change(name: string, toChanged: Change): Promise<StoredAlias | null> {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const alias = await this.find(name);
      const changed = toChanged(alias);
      if (!changed) return alias;
      if (await this.write(alias, changed)) return changed;
    }
    throw new Error(`The alias ${name} changed ${MOST_TRIES} times while it was to be changed.`);
  }

  private async write(alias: StoredAlias | null, changed: StoredAlias): Promise<boolean> {
    const { _id, ...members } = changed;
    if (alias) {
      const { model, activated_at } = alias;
      const { matchedCount } = await this.aliases.replaceOne({ _id, model, activated_at }, members);
      return matchedCount === 1;
    }
    try {
      await this.aliases.insertOne(changed);
      return true;
    } catch (error) {
      if (findDuplicate(error)) return false;
      throw error;
    }
  }

  private get aliases(): mongoose.mongo.Collection<StoredAlias> {
    const { db } = this.connection;
    if (!db) throw databaseUnreachable();
    return db.collection<StoredAlias>('model_aliases'); // the same driver, typed twice
  }
}
