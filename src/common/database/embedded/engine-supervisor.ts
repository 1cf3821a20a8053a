import { setTimeout as delay } from 'node:timers/promises';
import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import type { Engine } from '../engines/engine.js';
import type { DataDirectory } from './data-directory.js';
import { EngineProcess } from './engine-process.js';
import { freePort } from './free-port.js';
import { prepareServer, type ServerFacts } from './prepare-server.js';

const START_ATTEMPTS = 3;
const FIRST_BACKOFF_MS = 100;
const LONGEST_BACKOFF_MS = 5_000;
const STABLE_AFTER_MS = 30_000;

/** Keeps one engine running on one port: starts it, starts it again when it crashes, and stops it. */
export class EngineSupervisor {
  private current: EngineProcess | undefined;
  private stopping = false;
  private backoffMs = FIRST_BACKOFF_MS;

  constructor(
    private readonly engine: Engine,
    private readonly directory: DataDirectory,
    private readonly log: (line: string) => void,
  ) {}

  /** Starts the engine, waits until it accepts writes and reports its port; throws `EmbeddedMongoError` with its last words. */
  async start(preferredPort?: number): Promise<ServerFacts & { readonly port: number }> {
    for (let attempt = 1; ; attempt++) {
      const port = await freePort(preferredPort);
      const run = new EngineProcess(this.engine, this.directory, port);
      const facts = await this.prepare(run);
      if (facts !== undefined) {
        this.watch(run);
        return { ...facts, port };
      }
      const portWasTaken = /in use/i.test(run.lastOutput);
      if (!portWasTaken || attempt === START_ATTEMPTS) throw this.explain(run);
    }
  }

  /** Ends the engine cleanly, for good. */
  async stop(): Promise<void> {
    this.stopping = true;
    await this.current?.stop();
  }

  private async prepare(run: EngineProcess): Promise<ServerFacts | undefined> {
    let facts: ServerFacts | undefined;
    try {
      facts = await prepareServer(run, this.engine.program);
      return facts;
    } finally {
      if (facts === undefined) await run.stop();
    }
  }

  private watch(run: EngineProcess): void {
    this.current = run;
    const since = Date.now();
    void run.ended.then((how) => {
      if (this.stopping) return;
      if (Date.now() - since > STABLE_AFTER_MS) this.backoffMs = FIRST_BACKOFF_MS;
      this.log(`The database engine ended with ${how}; starting it again on port ${run.port}`);
      void this.restart(run.port);
    });
  }

  private async restart(port: number): Promise<void> {
    await delay(this.backoffMs, undefined, { ref: false });
    this.backoffMs = Math.min(this.backoffMs * 2, LONGEST_BACKOFF_MS);
    if (this.stopping) return;
    try {
      this.watch(new EngineProcess(this.engine, this.directory, port));
    } catch (error) {
      this.log(`The database engine cannot be started again, trying on: ${String(error)}`);
      void this.restart(port);
    }
  }

  private explain(run: EngineProcess): EmbeddedMongoError {
    return new EmbeddedMongoError(
      `${this.engine.binary} did not start on ${this.directory.dbPath}. What it said last:\n${run.lastOutput}`,
    );
  }
}
