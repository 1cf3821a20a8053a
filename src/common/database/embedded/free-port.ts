import { createServer } from 'node:net';

/** A TCP port on 127.0.0.1 that nobody listens on: the preferred one when it is free. */
export async function freePort(preferred = 0): Promise<number> {
  const port = await tryPort(preferred);
  if (port !== undefined) return port;
  const other = await tryPort(0);
  if (other === undefined) throw new Error('No port on 127.0.0.1 is free.');
  return other;
}

function tryPort(wanted: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.on('error', () => {
      resolve(undefined);
    });
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => {
        resolve(typeof address === 'object' && address !== null ? address.port : undefined);
      });
    });
  });
}
