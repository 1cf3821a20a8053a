import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { toWire } from './load.mjs';

const START_TIMEOUT_MS = 60_000;
const TICK_MS = 10; // of the kernel's accounts

/** A build of the service in a process of its own, and what its start took. */
export class StartedService {
  /** Starts it over a database and waits for its first 200. */
  static async start(main, mongoUri) {
    const port = await findFreePort();
    const { PATH, HOME } = process.env;
    const begun = performance.now();
    const child = spawn(process.execPath, [main], {
      env: { PATH, HOME, HOST: '127.0.0.1', PORT: String(port), MONGO_URI: mongoUri },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
    const server = new StartedService(child, port);
    try {
      await server.#answers(main);
      server.started = { wall: Math.round(performance.now() - begun), cpu: server.#cpu() };
      return server;
    } catch (error) {
      await server.stop();
      throw error;
    }
  }

  #child;

  constructor(child, port) {
    this.#child = child;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  /** Of memory in use, as Linux tells it. */
  megabytes() {
    const status = readFileSync(`/proc/${this.#child.pid}/status`, 'utf8');
    return Math.round(Number(/VmRSS:\s+(\d+)/.exec(status)[1]) / 1024);
  }

  async stop() {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.#child.kill('SIGKILL'), 10_000);
    await ended;
    clearTimeout(late);
  }

  /** User and system time of all its threads so far, in milliseconds. */
  #cpu() {
    const fields = readFileSync(`/proc/${this.#child.pid}/stat`, 'utf8').split(') ')[1].split(' ');
    return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
  }

  async #answers(main) {
    const deadline = performance.now() + START_TIMEOUT_MS;
    while (!(await this.#isAnswering())) {
      if (this.#child.exitCode !== null) throw new Error(`${main} ended with ${this.#child.exitCode}`);
      if (performance.now() > deadline) throw new Error(`${main} does not answer`);
      await sleep(4);
    }
  }

  #isAnswering() {
    return new Promise((tell) => {
      const socket = connect(this.port, '127.0.0.1', () => socket.write(toWire('GET', '/estimations')));
      socket.once('data', (answer) => {
        socket.destroy();
        tell(answer.latin1Slice(0, 12) === 'HTTP/1.1 200');
      });
      socket.once('error', () => tell(false));
      socket.once('close', () => tell(false));
    });
  }
}

async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
