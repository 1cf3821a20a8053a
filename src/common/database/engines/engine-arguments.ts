import type { EngineProgram } from './engine.js';

/** The name a real `mongod` gets for its one-member replica set. */
export const REPLICA_SET = 'evenest';

/** The command line of each program: loopback only, durable acknowledged writes, a small cache. */
export function engineArguments(program: EngineProgram, dbPath: string, port: number): readonly string[] {
  return COMMAND_LINE[program](dbPath, String(port));
}

const COMMAND_LINE = {
  mongod: (dbPath, port) => [
    ...['--dbpath', dbPath, '--port', port, '--bind_ip', '127.0.0.1'],
    ...['--replSet', REPLICA_SET, '--oplogSize', '128', '--wiredTigerCacheSizeGB', '0.25'],
    ...['--setParameter', 'diagnosticDataCollectionEnabled=false'],
    // A primary without secondaries would wait 15 seconds for them before it ends.
    ...['--setParameter', 'shutdownTimeoutMillisForSignaledShutdown=100'],
    ...(process.platform === 'win32' ? [] : ['--nounixsocket']),
  ],
  // Without --sync-on-commit a kill -9 loses acknowledged writes; without --log-file-max a directory takes 2 GB.
  'secantusd-rs': (dbPath, port) => [...secantusArguments(dbPath, port), '--log-file-max', '64MB'],
  'secantusd-py': (dbPath, port) => secantusArguments(dbPath, port),
} as const satisfies Record<EngineProgram, (dbPath: string, port: string) => readonly string[]>;

function secantusArguments(dbPath: string, port: string): readonly string[] {
  return ['--host', '127.0.0.1', '--port', port, '--storage-path', dbPath, '--cache-size', '256M', '--sync-on-commit'];
}
