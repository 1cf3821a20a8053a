import { resolve } from 'node:path';
import { parseArgs } from 'node:util';

const ROUNDS = 15;
/** So that the run stays short. */
const ROUNDS_WITH_PEERS = 9;
const FEWEST_ROUNDS = 1;

/** The command line of the bench. Throws, naming what is possible, for what it does not know. */
export function readOptions(names, parameters = process.argv.slice(2)) {
  const { values } = parseArgs({
    args: parameters,
    options: {
      routes: { type: 'string' },
      rounds: { type: 'string' },
      compare: { type: 'string', multiple: true, default: [] },
      silent: { type: 'boolean', default: false },
      peers: { type: 'boolean', default: false },
      markdown: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds ?? (values.peers ? ROUNDS_WITH_PEERS : ROUNDS));
  if (!Number.isInteger(rounds) || rounds < FEWEST_ROUNDS) throw new Error(`--rounds ${values.rounds}: not a number`);
  return {
    ...values,
    rounds,
    compare: values.compare.map((path) => resolve(path)),
    routes: values.routes === undefined ? names : readRoutes(values.routes, names),
  };
}

function readRoutes(text, names) {
  const wanted = text.split(',').map((name) => name.trim());
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`--routes: no "${unknown.join('", "')}" among: ${names.join(', ')}`);
  return names.filter((name) => wanted.includes(name));
}
