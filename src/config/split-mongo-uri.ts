/** Eve's settings that say where the database is, with Eve's defaults. */
const DEFAULTS: Readonly<Record<string, unknown>> = {
  MONGO_HOST: 'localhost',
  MONGO_PORT: 27_017,
  MONGO_DBNAME: null,
  MONGO_USERNAME: null,
  MONGO_PASSWORD: null,
  MONGO_AUTH_SOURCE: null,
  MONGO_AUTH_MECHANISM: null,
  MONGO_REPLICA_SET: null,
};

type Members = Readonly<Record<string, unknown>>;

/** The database of a domain document, as a connection string, and the rest of the document. */
interface Split {
  readonly mongoUri: string | undefined;
  readonly others: Members;
  /** One line for each value that cannot be. */
  readonly mistakes: readonly string[];
}

/**
 * `MONGO_URI`, or else the connection string that `MONGO_HOST`, `MONGO_PORT`, `MONGO_DBNAME`, … add up to. Where they say no
 * more than Eve's defaults, as in a dump of all settings, they name no database: Eve itself does not start without a name.
 */
export function splitMongoUri({ MONGO_URI: uri, ...settings }: Members): Split {
  const others = Object.fromEntries(Object.entries(settings).filter(([name]) => !Object.hasOwn(DEFAULTS, name)));
  if (typeof uri === 'string') return { mongoUri: uri, others, mistakes: [] };
  const parts = Object.fromEntries(Object.entries(DEFAULTS).map(([name, value]) => [name, settings[name] ?? value]));
  const isMeant = Object.entries(DEFAULTS).some(([name, value]) => parts[name] !== value);
  const mistakes = findMistakes(uri, parts);
  return { mongoUri: isMeant && mistakes.length === 0 ? toUri(parts) : undefined, others, mistakes };
}

function findMistakes(uri: unknown, { MONGO_PORT: port, ...texts }: Members): readonly string[] {
  const isPort = Number.isInteger(port) && Number(port) > 0 && Number(port) < 65_536;
  const mistaken = Object.entries({ MONGO_URI: uri ?? null, ...texts }).filter(
    ([, value]) => value !== null && (typeof value !== 'string' || value === ''),
  );
  return [
    ...mistaken.map(([name]) => `${name}: must be a string`),
    ...(isPort ? [] : ['MONGO_PORT: must be an integer from 1 to 65535']),
  ];
}

function toUri(parts: Members): string {
  const text = (name: string): string => encodeURIComponent(typeof parts[name] === 'string' ? parts[name] : '');
  const user = text('MONGO_USERNAME');
  const password = text('MONGO_PASSWORD');
  const credentials = user === '' ? '' : `${user}${password === '' ? '' : `:${password}`}@`;
  const options = [
    ['authSource', text('MONGO_AUTH_SOURCE')],
    ['authMechanism', text('MONGO_AUTH_MECHANISM')],
    ['replicaSet', text('MONGO_REPLICA_SET')],
  ].filter(([, value]) => value !== '');
  const query = options.length === 0 ? '' : `?${options.map((option) => option.join('=')).join('&')}`;
  return `mongodb://${credentials}${String(parts['MONGO_HOST'])}:${String(parts['MONGO_PORT'])}/${text('MONGO_DBNAME')}${query}`;
}
