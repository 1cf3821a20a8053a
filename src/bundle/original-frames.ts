import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';

/** Has the stacks of errors name the sources of what was bundled into this file, as far as its source map knows them. */
export function showOriginalFrames(file: string): void {
  let original: ReturnType<typeof readOriginals> | undefined;
  Error.prepareStackTrace = (error, frames) => {
    original ??= readOriginals(file); // read when a first stack is looked at, not when the service starts
    return [headOf(error), ...frames.map((frame) => `    at ${original?.(String(frame)) ?? String(frame)}`)].join('\n');
  };
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error'; // its name or its message cannot be read
  }
}

/** What translates a frame: `f (service.cjs:3:14159)` → `f (src/f.ts:2:7)`. */
function readOriginals(file: string): (frame: string) => string {
  if (!existsSync(`${file}.map`)) return (frame) => frame;
  const map = new SourceMap(JSON.parse(readFileSync(`${file}.map`, 'utf8')) as SourceMapPayload); // as esbuild writes it
  return (frame) => {
    const [place = '', path, line, column] = /([^\s(]*):(\d+):(\d+)\)?$/.exec(frame)?.slice() ?? [];
    if (path !== file) return frame;
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry) || entry.originalSource === '') return frame;
    const source = resolve(dirname(file), entry.originalSource);
    return frame.replace(
      place.replace(/\)$/, ''),
      () => `${source}:${entry.originalLine + 1}:${entry.originalColumn + 1}`,
    );
  };
}
