import { isatty } from 'node:tty';
import type { Logger } from 'pino';

const STDOUT = 1;

/** The outcomes of SIGHUP. */
interface HangupOptions {
  readonly logger: Logger;
  /** Undefined where there is nothing to read again. */
  readonly reload: (() => void) | undefined;
  /** The terminal that the service was started in is closed. */
  readonly closed: () => void;
}

/**
 * In charge of SIGHUP: `kill -HUP` has the service reload what it can. A terminal that is closed ends what was started in it,
 * unless that was told by `nohup` to go on: then its output is no terminal.
 */
export function onHangup({ logger, reload, closed }: HangupOptions): void {
  const hasTerminal = isatty(STDOUT);
  let isReported = false;
  process.on('SIGHUP', () => {
    if (hasTerminal && !isatty(STDOUT)) closed();
    else if (reload) reload();
    else if (!isReported) logger.info('SIGHUP: there is no domain document to read again; the service goes on');
    isReported = true;
  });
}
