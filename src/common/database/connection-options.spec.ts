import { connectionOptions } from './connection-options.js';

describe('connectionOptions', () => {
  it.each([1_300, 2_000, 5_000, 60_000])('bounds what is in flight by about %d ms', (timeoutMs) => {
    const options = connectionOptions('mongodb://localhost/', timeoutMs);
    const { heartbeatFrequencyMS = 0, connectTimeoutMS = 0, serverSelectionTimeoutMS = 0 } = options;

    expect(heartbeatFrequencyMS + connectTimeoutMS + serverSelectionTimeoutMS).toBeLessThanOrEqual(timeoutMs + 50);
    expect(heartbeatFrequencyMS).toBeGreaterThanOrEqual(500);
  });

  it('neither buffers commands nor makes collections and indexes by itself', () => {
    expect(connectionOptions('mongodb://localhost/', 5_000)).toMatchObject({
      bufferCommands: false,
      autoIndex: false,
      autoCreate: false,
    });
  });

  it('leaves alone what the connection string says, whatever its case', () => {
    const uri = 'mongodb://user:p%3Fw@host/db?servERSelectionTimeoutms=9&appName=mine';
    const options = connectionOptions(uri, 5_000);

    expect(options).not.toHaveProperty('serverSelectionTimeoutMS');
    expect(options).not.toHaveProperty('appName');
    expect(options).toHaveProperty('connectTimeoutMS', 1_500);
  });
});
