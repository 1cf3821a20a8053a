import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';

const USAGE_REPORTER = new URL('./report-usage.mjs', import.meta.url).href;
const START_TIMEOUT_MS = 30_000;

/** A server in a process of its own, which can be asked for its CPU time. */
export class ServerProcess {
  #process;

  /** Starts a script with nothing in its environment but `PATH`, `HOME`, its `PORT` and what is given, and waits until it answers. */
  static async start(script, environment) {
    const { PATH, HOME } = process.env;
    const port = await findFreePort();
    const child = fork(script, [], {
      env: { PATH, HOME, HOST: '127.0.0.1', PORT: String(port), ...environment },
      execArgv: ['--import', USAGE_REPORTER],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'], // a log line costs its writer the same, whoever reads it
    });
    const server = new ServerProcess(child, port);
    await server.#waitUntilItAnswers(script);
    return server;
  }

  constructor(child, port) {
    this.#process = child;
    this.port = port;
    this.url = `http://127.0.0.1:${port}`;
  }

  get pid() {
    return this.#process.pid;
  }

  /** User and system time of all its threads so far, in microseconds. */
  async cpuMicroseconds() {
    this.#process.send('usage');
    const [message] = await once(this.#process, 'message');
    return message.cpuMicroseconds;
  }

  async stop() {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null) return;
    const ended = once(this.#process, 'exit');
    this.#process.kill('SIGTERM');
    const late = setTimeout(() => this.#process.kill('SIGKILL'), 5000);
    await ended;
    clearTimeout(late);
  }

  async #waitUntilItAnswers(script) {
    const deadline = Date.now() + START_TIMEOUT_MS;
    for (;;) {
      if (this.#process.exitCode !== null) throw new Error(`${script} ended with ${this.#process.exitCode}`);
      try {
        await fetch(`${this.url}/estimations`);
        return;
      } catch (error) {
        if (Date.now() < deadline) await sleep(50);
        else {
          await this.stop();
          throw new Error(`${script} does not answer`, { cause: error });
        }
      }
    }
  }
}

/** A port of the loopback interface on which nothing listens. */
export async function findFreePort() {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address();
  server.close();
  await once(server, 'close');
  return port;
}
