import { connect } from 'node:net';

/** Writes bytes to a service as they are and reads until it closes the connection: for what no HTTP client would send. */
export function exchangeBytes(origin: string, text: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.write(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', reject);
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString());
    });
  });
}

/** As `exchangeBytes`, from a client that hangs up as soon as it has written: gives back what was answered in spite of it. */
export function sendBytesAndHangUp(origin: string, text: string): Promise<string> {
  const { hostname, port } = new URL(origin);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = connect(Number(port), hostname, () => socket.end(text));
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => undefined); // a connection that was reset is closed next
    socket.on('close', () => {
      resolve(Buffer.concat(chunks).toString());
    });
  });
}
