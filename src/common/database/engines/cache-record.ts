import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Engine } from './engine.js';

/** The note, written last, that says that an engine is completely in the cache and where. */
export class CacheRecord {
  private readonly file: string;

  constructor(cacheDir: string, name: 'mongod' | 'secantusdb') {
    this.file = join(cacheDir, `${name}.json`);
  }

  /** The engine on record, or undefined when none was ever completed. */
  read(): Engine | undefined {
    try {
      const record: unknown = JSON.parse(readFileSync(this.file, 'utf8'));
      return isEngine(record) ? record : undefined;
    } catch {
      return undefined;
    }
  }

  /** Publishes an engine unless another process has published one meanwhile; gives back the one that counts. */
  publish(engine: Engine): Engine {
    try {
      writeFileSync(this.file, JSON.stringify(engine, undefined, 2) + '\n', { flag: 'wx' });
      return engine;
    } catch {
      return this.read() ?? engine;
    }
  }

  remove(): void {
    rmSync(this.file, { force: true });
  }
}

function isEngine(value: unknown): value is Engine {
  if (typeof value !== 'object' || value === null) return false;
  const texts = ['name', 'program', 'version', 'binary'].map((key): unknown => Reflect.get(value, key));
  return texts.every((text) => typeof text === 'string');
}
