import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { findFreePort } from '../server-process.mjs';

const APP_FOLDER = fileURLToPath(new URL('.', import.meta.url));
const START_TIMEOUT_MS = 30_000;
/** Of /proc/<pid>/stat, behind the name: user and system time, and those of children that have ended. */
const FIRST_TIME = 11;
const TIMES = 4;
/** A tick, in which Linux tells times whatever its own clock: `USER_HZ` is 100. */
const TICK_MICROSECONDS = 10_000;

/** Eve under gunicorn with one worker: the same doings as of a `ServerProcess`. */
export class GunicornProcess {
  #process;

  /** Starts `eve_app.py` with the programs of a virtual environment, and waits until it answers. */
  static async start(folder, environment) {
    const { PATH, HOME } = process.env;
    const port = await findFreePort();
    const parameters = [
      '--workers',
      '1',
      '--bind',
      `127.0.0.1:${port}`,
      '--chdir',
      APP_FOLDER,
      '--log-level',
      'warning',
    ];
    const child = spawn(join(folder, 'venv/bin/gunicorn'), [...parameters, 'eve_app:app'], {
      env: { PATH, HOME, PYTHONDONTWRITEBYTECODE: '1', ...environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const server = new GunicornProcess(child, port);
    await server.#waitUntilItAnswers();
    return server;
  }

  constructor(child, port) {
    this.#process = child;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Of the master and its workers, in microseconds; Linux tells it in ticks of 10,000. */
  cpuMicroseconds() {
    const { pid } = this.#process;
    const ticks = [pid, ...childrenOf(pid)].reduce((sum, one) => sum + ticksOf(one), 0);
    return Promise.resolve(ticks * TICK_MICROSECONDS);
  }

  /** The master ends its workers. */
  async stop() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    const pids = [...childrenOf(this.#process.pid), this.#process.pid];
    this.#process.kill('SIGTERM');
    const late = setTimeout(() => pids.forEach((pid) => process.kill(pid, 'SIGKILL')), 5000);
    await ended;
    clearTimeout(late);
  }

  async #waitUntilItAnswers() {
    const failed = once(this.#process, 'error').then(([error]) => Promise.reject(error));
    failed.catch(() => undefined); // also where nobody waits any more
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      if (this.#process.exitCode !== null) throw new Error(`gunicorn ended with ${this.#process.exitCode}`);
      try {
        await Promise.race([fetch(`${this.url}/estimations`), failed]);
        return;
      } catch (error) {
        if (this.#process.pid !== undefined && Date.now() < deadline) await sleep(50);
        else {
          if (this.#process.pid !== undefined) await this.stop();
          throw new Error('gunicorn does not answer', { cause: error });
        }
      }
    }
  }
}

function childrenOf(pid) {
  const text = readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').trim();
  return text === '' ? [] : text.split(' ').map(Number);
}

function ticksOf(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  return fields.slice(FIRST_TIME, FIRST_TIME + TIMES).reduce((sum, ticks) => sum + Number(ticks), 0);
}
