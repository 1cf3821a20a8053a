import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, writeFileSync } from 'node:fs';
import { Socket } from 'node:net';
import { engineArguments } from '../engines/engine-arguments.js';
import type { Engine } from '../engines/engine.js';
import type { DataDirectory } from './data-directory.js';
import { LastLines } from './last-lines.js';

const TERM_PATIENCE_MS = 15_000;

/** One run of an engine as a process of its own: started, watched and stopped, never restarted (see `EngineSupervisor`). */
export class EngineProcess {
  /** Settles when the process has ended, with how it did. */
  readonly ended: Promise<string>;
  private readonly child: ChildProcess;
  private readonly lastLines = new LastLines();
  private running = true;

  constructor(
    engine: Engine,
    private readonly directory: DataDirectory,
    readonly port: number,
  ) {
    // A process group of its own: a Ctrl-C in the terminal reaches the service only, which stops the engine last.
    this.child = spawn(engine.binary, engineArguments(engine.program, directory.dbPath, port), {
      cwd: directory.root,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
      windowsHide: true,
    });
    this.ended = this.watch();
    this.readOutput();
    this.child.unref();
    this.recordPid();
  }

  get isRunning(): boolean {
    return this.running;
  }

  /** Its last output: the explanation of a failed start. */
  get lastOutput(): string {
    return this.lastLines.toString();
  }

  /** Asks the process to end and waits; kills it when it does not within 15 seconds. */
  async stop(): Promise<void> {
    if (!this.running) return;
    this.child.ref();
    this.child.kill('SIGTERM');
    const timer = setTimeout(() => this.child.kill('SIGKILL'), TERM_PATIENCE_MS);
    await this.ended;
    clearTimeout(timer);
  }

  /** At once, so that a later start finds this process even if the service is killed now. */
  private recordPid(): void {
    try {
      writeFileSync(this.directory.processFile, JSON.stringify({ pid: this.child.pid }));
    } catch (error) {
      this.child.kill('SIGKILL');
      throw error;
    }
  }

  private async watch(): Promise<string> {
    const endWithService = (): void => {
      this.child.kill('SIGTERM');
    };
    process.once('exit', endWithService);
    const how = await describeEnd(this.child);
    this.running = false;
    process.removeListener('exit', endWithService);
    rmSync(this.directory.processFile, { force: true });
    return how;
  }

  private readOutput(): void {
    for (const stream of [this.child.stdout, this.child.stderr]) {
      stream?.on('data', (chunk: Buffer) => {
        this.lastLines.add(chunk.toString());
      });
      // A child's pipe is a socket that would keep the service alive.
      if (stream instanceof Socket) stream.unref();
    }
  }
}

async function describeEnd(child: ChildProcess): Promise<string> {
  try {
    const [code, signal] = (await once(child, 'close')) as readonly unknown[];
    return typeof signal === 'string' ? `signal ${signal}` : `code ${String(code)}`;
  } catch (error) {
    return String(error);
  }
}
