import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import { findProgram } from './find-program.js';
import { runCommand } from './run-command.js';

const NAMES = ['python3', 'python3.13', 'python3.12', 'python3.11', 'python3.10', 'python'] as const;
const PROBE = 'import sys, venv, ensurepip; print("%d.%d" % sys.version_info[:2])';
const SUPPORTED = /^3\.(10|11|12|13)$/;
const PATIENCE_MS = 20_000;

/** A Python 3.10 to 3.13 that can make virtual environments; throws `EmbeddedMongoError` when there is none. */
export async function findPython(pathVariable: string | undefined): Promise<string> {
  for (const binary of NAMES.flatMap((name) => findProgram(name, pathVariable))) {
    const { code, output } = await runCommand(binary, ['-c', PROBE], PATIENCE_MS);
    if (code === 0 && SUPPORTED.test(output.trim())) return binary;
  }
  throw new EmbeddedMongoError('no python3 (3.10 to 3.13, with venv and pip) on the PATH');
}
