import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { EmbeddedMongoError } from '../embedded-mongo-error.js';
import { makeDirectory } from '../embedded/make-directory.js';
import { CacheRecord } from './cache-record.js';
import type { Engine } from './engine.js';
import { findPython } from './find-python.js';
import { runCommand } from './run-command.js';

const PINNED_VERSION = '0.6.0b17';
const PATIENCE_MS = 300_000;
const FIND_SCRIPT = `
import importlib.metadata, os, sys, sysconfig
exe = ".exe" if os.name == "nt" else ""
rust = os.path.join(sysconfig.get_path("platlib"), "secantusdb.scripts", "secantusd-rs" + exe)
python = os.path.join(sysconfig.get_path("scripts"), "secantusd-py" + exe)
print(importlib.metadata.version("SecantusDB"), rust if sys.argv[1] == "rs" else python, sep="\\n")
`;

/** The inputs of the installation of SecantusDB. */
export interface SecantusdbRequest {
  readonly cacheDir: string;
  readonly pathVariable?: string | undefined;
  readonly log: (line: string) => void;
}

/** Installs SecantusDB from the Python package index into a virtual environment in the cache; throws `EmbeddedMongoError`. */
export async function installSecantusdb(request: SecantusdbRequest): Promise<Engine> {
  const python = await findPython(request.pathVariable);
  // A virtual environment cannot be moved: each try gets its own directory, and the record names the finished one.
  const home = join(request.cacheDir, `secantusdb-${process.pid}-${Date.now()}`);
  makeDirectory(request.cacheDir);
  try {
    const engine = await installInto(home, python, request.log);
    const published = new CacheRecord(request.cacheDir, 'secantusdb').publish(engine);
    if (published.binary !== engine.binary) rmSync(home, { recursive: true, force: true });
    return published;
  } catch (error) {
    rmSync(home, { recursive: true, force: true });
    throw error;
  }
}

async function installInto(home: string, python: string, log: (line: string) => void): Promise<Engine> {
  await requireSuccess(python, ['-m', 'venv', home]);
  const inner = join(home, process.platform === 'win32' ? 'Scripts' : 'bin', 'python');
  const pip = ['-m', 'pip', 'install', '--quiet', '--disable-pip-version-check', '--no-input'];
  log(`Installing SecantusDB ${PINNED_VERSION} from the Python package index into ${home}`);
  const pinned = await runCommand(inner, [...pip, '--no-deps', `SecantusDB==${PINNED_VERSION}`], PATIENCE_MS);
  if (pinned.code === 0) return describe(inner, 'rs');
  log(`SecantusDB ${PINNED_VERSION} is not to be had: installing the newest one, whose server is many times slower`);
  await requireSuccess(inner, [...pip, '--pre', 'SecantusDB']);
  return describe(inner, 'py');
}

async function describe(python: string, flavour: 'rs' | 'py'): Promise<Engine> {
  const [version = '', binary = ''] = (await requireSuccess(python, ['-c', FIND_SCRIPT, flavour]))
    .trim()
    .split(/\r?\n/);
  await requireSuccess(binary, ['--help']);
  return { name: 'secantusdb', program: `secantusd-${flavour}`, version, binary };
}

async function requireSuccess(file: string, args: readonly string[]): Promise<string> {
  const { code, output } = await runCommand(file, args, PATIENCE_MS);
  if (code === 0) return output;
  const reason = output.trim().split('\n').at(-1) ?? '';
  throw new EmbeddedMongoError(`${file} ${args.slice(0, 3).join(' ')} failed: ${reason}`);
}
