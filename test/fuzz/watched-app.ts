import type { Type } from '@nestjs/common';
import { captureLog, messagesOf } from '../support/captured-log.js';
import { startTestApp, type TestApp, type TestAppOptions } from '../support/test-app.js';

/** A service whose log is read. */
export interface WatchedApp extends TestApp {
  /** What it logged as its own failure since the last time, each message once. */
  newErrors(): readonly string[];
}

/** Boots the real application with these features, to be fired at. */
export async function startWatchedApp(features: readonly Type[], options: TestAppOptions = {}): Promise<WatchedApp> {
  const { logger, lines } = captureLog('error');
  let seen = 0;
  const newErrors = (): readonly string[] => {
    const fresh = lines.slice(seen);
    seen = lines.length;
    return messagesOf(fresh);
  };
  return { ...(await startTestApp({ features, logger, ...options })), newErrors };
}
