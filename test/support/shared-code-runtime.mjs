import { Script } from 'node:vm';
import Runtime from 'jest-runtime';

/** Compiled modules of this worker process: by path, the source and what V8 made of it. */
const compiled = new Map();

/**
 * jest's runtime, which compiles each file once in a worker process and not once for each test file: half of the time of a
 * run was V8 compiling the same two thousand files. Every test file still runs every module anew, in a context of its own.
 */
export default class SharedCodeRuntime extends Runtime {
  constructor(...given) {
    super(...given);
    const { executor, _environment: environment } = this; // of the version that package.json pins
    executor.compile = (source, filename) => {
      const context = environment.getVmContext();
      return context ? scriptOf(source, filename, executor.injectedModuleParameters).runInContext(context) : null;
    };
  }
}

/** A script whose value is the function of a CommonJS module, with jest's parameters. */
function scriptOf(source, filename, parameters) {
  const known = compiled.get(filename);
  if (known?.source === source) return known.script;
  const head = `(function (${parameters.join(', ')}) {`;
  const script = new Script(`${head}${source}\n})`, { filename, columnOffset: -head.length });
  compiled.set(filename, { source, script });
  return script;
}
