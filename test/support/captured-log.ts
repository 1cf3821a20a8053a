import { Writable } from 'node:stream';
import { pino, type Level, type Logger } from 'pino';

/** A log line, as JSON says it. */
export type LogLine = Readonly<Record<string, unknown>>;

/** A logger that keeps its lines. */
export function captureLog(level: Level = 'info'): { readonly logger: Logger; readonly lines: readonly LogLine[] } {
  const lines: LogLine[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString().split('\n')) if (line !== '') lines.push(JSON.parse(line) as LogLine);
      done();
    },
  });
  return { logger: pino({ level, base: null }, stream), lines };
}

/** The errors that were logged, each once. */
export function messagesOf(lines: readonly LogLine[]): readonly string[] {
  const errors = lines.map(
    ({ err, msg }) => (err as { readonly message?: string } | undefined)?.message ?? String(msg),
  );
  return [...new Set(errors)];
}
