import { existsSync, readFileSync } from 'node:fs';
import { SourceMap, type SourceMapPayload } from 'node:module';
import { dirname, resolve } from 'node:path';

/** A place as the frame of a stack ends in it: `service.cjs:3:14159`. */
const PLACE = /([^\s(]+):(\d+):(\d+)(?=\)?$)/;

/** Has the stacks of errors name the sources of what was bundled into this file, as far as the source map beside it knows them. */
export function showOriginalFrames(file: string): void {
  const originals = new OriginalPlaces(file);
  Error.prepareStackTrace = (error, sites) => {
    const frames = sites.map(String).map((frame) => originals.show(frame));
    return [headOf(error), ...frames].join('\n    at ');
  };
}

function headOf(error: unknown): string {
  try {
    return Error.prototype.toString.call(error);
  } catch {
    return 'Error'; // its name or its message cannot be read
  }
}

/** Remembers places, of which code has only so many, and not the source map, which takes more memory than the service. */
class OriginalPlaces {
  private readonly known = new Map<string, string>();

  constructor(private readonly file: string) {}

  show(frame: string): string {
    return frame.includes(this.file) ? frame.replace(PLACE, (place) => this.originalOf(place)) : frame;
  }

  private originalOf(place: string): string {
    const original = this.known.get(place) ?? this.find(place);
    this.known.set(place, original);
    return original;
  }

  private find(place: string): string {
    const [, path, line, column] = PLACE.exec(place) ?? [];
    if (path !== this.file || !existsSync(`${path}.map`)) return place;
    const map = new SourceMap(JSON.parse(readFileSync(`${path}.map`, 'utf8')) as SourceMapPayload); // esbuild's own form
    const entry = map.findEntry(Number(line) - 1, Number(column) - 1);
    if (!('originalSource' in entry)) return place;
    return `${resolve(dirname(path), entry.originalSource)}:${entry.originalLine + 1}:${entry.originalColumn + 1}`;
  }
}
