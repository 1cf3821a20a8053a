import { isNativeError } from 'node:util/types';
import { faultsBehind } from './faults-behind.js';
import { isAway } from './is-away.js';

/** Lets a read be tried in another way where the server was lost. Throws every other error as it is. */
export function unlessAway(error: unknown): undefined {
  if (!isNativeError(error) || !faultsBehind(error).some(isAway)) throw error;
}
