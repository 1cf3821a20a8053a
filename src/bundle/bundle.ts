import { existsSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Script } from 'node:vm';
import { showOriginalFrames } from './original-frames.js';

/** The function in the file of a bundle: a CommonJS module in its wrapper, with the parameters Node gives to such a module. */
type Wrapper = (
  ...scope: readonly [exports: object, NodeJS.Require, { exports: object }, file: string, directory: string]
) => void;

/**
 * The service and the libraries it is made of as one file, with the code that V8 made of it when it was built: reading and
 * compiling two thousand files is most of a start. Code of another V8 is rejected by V8, which then compiles the file anew.
 */
export class Bundle {
  private constructor(
    private readonly file: string,
    private readonly script: Script,
  ) {}

  /** The bundle of a directory, if there is one. */
  static in(directory: string): Bundle | undefined {
    const file = join(directory, 'service.cjs');
    if (!existsSync(file)) return undefined;
    const code = codeOf(file);
    // It is ASCII: a byte a character in memory, too.
    const text = readFileSync(file, 'latin1');
    return new Bundle(
      file,
      new Script(text, { filename: file, ...(existsSync(code) && { cachedData: readFileSync(code) }) }),
    );
  }

  /** Whether V8 has taken the compiled code; undefined where there is none. */
  get isCompiled(): boolean | undefined {
    const { cachedDataRejected } = this.script;
    return cachedDataRejected === undefined ? undefined : !cachedDataRejected;
  }

  /** Runs it, once. → what it exports */
  run(): object {
    showOriginalFrames(this.file);
    const wrapper = this.script.runInThisContext() as Wrapper; // what the build wrapped it in
    const module = { exports: {} };
    wrapper(module.exports, createRequire(this.file), module, this.file, dirname(this.file));
    return module.exports;
  }

  /** The compiled code of all that has run so far, for the next start. */
  compiledCode(): { readonly file: string; readonly code: Buffer } {
    return { file: codeOf(this.file), code: this.script.createCachedData() };
  }
}

function codeOf(file: string): string {
  return `${file}.code`;
}
