import { createRequire } from 'node:module';
import { destination, pino, type DestinationStream, type Level, type Logger } from 'pino';
import type PinoPretty from 'pino-pretty';

/** The service's log on standard output, written asynchronously, up to 100 ms late: one JSON object a line, or readable lines where a person watches. */
export function createLogger(level: Level | 'silent'): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, openOutput());
}

function openOutput(): DestinationStream {
  if (!process.stdout.isTTY) return destination({ sync: false, minLength: 4096, periodicFlush: 100 });
  // Loaded only where somebody reads it.
  const pretty = createRequire(import.meta.url)('pino-pretty') as typeof PinoPretty;
  return pretty({ translateTime: 'SYS:HH:MM:ss', ignore: 'requestId,remoteAddress', singleLine: true });
}
