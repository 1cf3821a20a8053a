import type { ConnectOptions } from 'mongoose';

/**
 * The driver's settings that bound every operation by about `timeoutMs`, whether MongoDB is down, frozen or unreachable.
 * The heartbeat does it: an unanswered one fails what is in flight after `heartbeat + connect`, and from then on
 * operations wait for `serverSelection` only. A slow operation on a living server is not cut off by this, but by
 * `OperationGate`. (The driver's own `timeoutMS` has no effect any more.) What the connection string itself sets is left alone.
 */
export function connectionOptions(uri: string, timeoutMs: number): ConnectOptions {
  const bounds = {
    heartbeatFrequencyMS: Math.max(500, timeoutMs * 0.15),
    connectTimeoutMS: Math.max(250, timeoutMs * 0.3),
    serverSelectionTimeoutMS: Math.max(250, timeoutMs * 0.35),
    waitQueueTimeoutMS: timeoutMs,
    // The last resort for an answer that got lost while the server lives; twice as long because a read is tried twice.
    socketTimeoutMS: Math.max(60_000, timeoutMs * 2),
    appName: 'evenest',
  };
  const said = new Set([...new URLSearchParams(uri.split('?')[1]).keys()].map((key) => key.toLowerCase()));
  const kept = Object.entries(bounds).filter(([key]) => !said.has(key.toLowerCase()));
  return { ...Object.fromEntries(kept), bufferCommands: false, autoIndex: false, autoCreate: false };
}
