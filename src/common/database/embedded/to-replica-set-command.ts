import { REPLICA_SET } from '../engines/engine-arguments.js';

/** The part of a replica set's configuration that says where its members are. */
export interface ReplicaSetConfig {
  readonly version: number;
  readonly members: readonly { readonly host: string }[];
}

/** The command that makes `host` the only member of the set: none when it already is. */
export function toReplicaSetCommand(
  config: ReplicaSetConfig | undefined,
  host: string,
): Readonly<Record<string, unknown>> | undefined {
  if (config === undefined) return { replSetInitiate: { _id: REPLICA_SET, members: [{ _id: 0, host }] } };
  const [member] = config.members;
  if (member?.host === host) return undefined;
  // The server does not find itself among the members, so it is no primary, and an ordinary reconfiguration is rejected.
  const moved = { ...config, version: config.version + 1, members: [{ ...member, host }] };
  return { replSetReconfig: moved, force: true };
}
