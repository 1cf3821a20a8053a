import { EmbeddedMongoError } from './common/database/embedded-mongo-error.js';
import { SettingsError } from './config/settings-error.js';

/** A start that failed, in words: a mistake of the user is reported in lines; anything else is a bug and shows its stack. */
export function explainFailure(error: unknown): string {
  if (error instanceof SettingsError || error instanceof EmbeddedMongoError) return error.message;
  if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
    return `${error.message}: choose another PORT.`;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}
