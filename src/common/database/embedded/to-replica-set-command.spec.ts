import { toReplicaSetCommand } from './to-replica-set-command.js';

describe('toReplicaSetCommand', () => {
  it('initiates a set of one on a new server', () => {
    expect(toReplicaSetCommand(undefined, '127.0.0.1:1')).toEqual({
      replSetInitiate: { _id: 'evenest', members: [{ _id: 0, host: '127.0.0.1:1' }] },
    });
  });

  it('does nothing when the server has its old address', () => {
    expect(toReplicaSetCommand({ version: 3, members: [{ host: '127.0.0.1:1' }] }, '127.0.0.1:1')).toBeUndefined();
  });

  it('forces the new address on a server that has moved, keeping the rest', () => {
    const config = { _id: 'evenest', version: 3, members: [{ _id: 0, host: '127.0.0.1:1', priority: 1 }] };

    expect(toReplicaSetCommand(config, '127.0.0.1:2')).toEqual({
      replSetReconfig: { _id: 'evenest', version: 4, members: [{ _id: 0, host: '127.0.0.1:2', priority: 1 }] },
      force: true,
    });
  });
});
