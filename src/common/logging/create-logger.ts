import { destination, pino, type Level, type Logger } from 'pino';

/** The service's log: one JSON object a line on standard output, written asynchronously. */
export function createLogger(level: Level | 'silent'): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination({ sync: false }));
}
