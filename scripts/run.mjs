import { spawn } from 'node:child_process';

/** Runs a program to its end; its output goes to the error stream, a signal that would end this process goes to it too. */
export function run(program, parameters, options) {
  const child = spawn(program, parameters, { ...options, stdio: ['ignore', 2, 2] });
  const pass = (signal) => child.kill(signal);
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, pass);
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code, signal) => resolve(signal ?? code));
  }).finally(() => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.off(signal, pass);
  });
}
