import { join, isAbsolute } from 'node:path';
import { ApiSettings } from './api-settings.js';
import type { DomainFile } from './domain-file.js';
import { Setting } from './setting.decorator.js';
import { type Environment } from './setting-definition.js';

const ORIGIN = /^(\*|[a-z][a-z\d+.-]*:\/\/(\[[\da-f:.]+\]|[^\s/?#@,:]+)(:\d{1,5})?)$/i;
const HEADER_NAME = /^[\w!#$%&'*+.^`|~-]+$/;
const MEDIA_TYPE =
  /^(?!multipart\/form-data$|application\/x-www-form-urlencoded$)[a-z\d][a-z\d!#$&^_.+-]*\/[a-z\d][a-z\d!#$&^_.+-]*$/;
const HEADER_NAMES = 'header names separated by commas, or none';

/** Every setting of the service, each declared in one place and read-only from then on. */
export class Settings extends ApiSettings {
  /**
   * @param searchPath where programs are looked for: the `PATH` of the environment, which is no setting of ours
   * @param domain the domain document that DOMAIN_FILE names
   */
  constructor(
    readonly searchPath = '',
    readonly domain?: DomainFile,
  ) {
    super();
  }

  @Setting.integer({ default: 5000, min: 0, max: 65535, description: 'TCP port to listen on; 0 takes a free one.' })
  readonly port!: number;

  @Setting.text({
    default: '127.0.0.1',
    pattern: /^[\w.:%-]+$/,
    allowed: 'a host name or IP address',
    description: 'Address to listen on; 0.0.0.0 opens the service to the network.',
  })
  readonly host!: string;

  @Setting.text({
    default: '',
    pattern: /^(https?:\/\/(\[[\da-f:.]+\]|[a-z\d]([a-z\d.-]*[a-z\d])?)(:\d{1,5})?(\/[\w.~%-]+)*)?$/i,
    allowed: 'a URL such as https://api.example.com without a slash at its end, or none',
    description: 'Where clients reach the service: what Location starts with; without it Location is a path.',
  })
  readonly publicUrl!: string;

  @Setting.mongoUri({
    aliases: ['MONGODB_URI'],
    description: 'Your MongoDB. Without it an embedded one runs with its data under DATA_DIR.',
  })
  readonly mongoUri: string | undefined;

  @Setting.integer({
    default: 5000,
    min: 100,
    max: 600_000,
    description: 'Longest wait for one database operation, in milliseconds; then the client reads 503.',
  })
  readonly mongoTimeoutMs!: number;

  @Setting.integer({
    default: 32,
    min: 1,
    max: 10_000,
    description: 'Most operations at work in the database at a time; others wait their turn, until MONGO_TIMEOUT_MS.',
  })
  readonly mongoMaxInFlight!: number;

  @Setting.switch({
    default: false,
    description: 'Drops and creates again the indexes that are not as declared; otherwise they are only logged.',
  })
  readonly rebuildIndexes!: boolean;

  @Setting.choice({
    default: 'auto',
    of: ['auto', 'mongod', 'download', 'secantusdb', 'off'],
    description: 'Where the embedded MongoDB comes from; auto takes the first that works.',
  })
  readonly embeddedMongo!: EmbeddedMongo;

  @Setting.optionalPath({ description: 'The mongod program to embed, when it is not on the PATH.' })
  readonly mongodBinary: string | undefined;

  @Setting.path({ default: './data', description: 'Directory of everything the service keeps.' })
  readonly dataDir!: string;

  @Setting.path({
    default: { shown: '~/.cache/evenest', from: userCache },
    description: 'Directory of downloaded database engines; under $XDG_CACHE_HOME where that is set.',
  })
  readonly cacheDir!: string;

  @Setting.optionalPath({
    description: 'A domain document in YAML or JSON: its resources are served in place of the built-in ones.',
  })
  readonly domainFile: string | undefined;

  @Setting.switch({ default: false, description: 'The built-in resources are served beside those of DOMAIN_FILE.' })
  readonly builtinResources!: boolean;

  @Setting.switch({
    default: { shown: 'true, false if NODE_ENV is production', from: isDevelopment },
    description: 'A change of the domain document is served at once, without a restart; if not, on SIGHUP.',
  })
  readonly watchDomain!: boolean;

  @Setting.choice({
    default: 'info',
    of: ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
    description: 'Least severe messages that are logged.',
  })
  readonly logLevel!: LogLevel;

  @Setting.list({
    default: ['*'],
    domainDefault: [],
    element: ORIGIN,
    allowed: 'origins such as https://app.example.com separated by commas, * for any, or none',
    description: 'Origins whose pages may call the service (CORS).',
  })
  readonly xDomains!: readonly string[];

  @Setting.list({
    default: [],
    element: /./,
    allowed: 'regular expressions in the syntax of RE2 separated by commas, or none',
    description: 'Origins whose pages may call the service, by patterns that match them from beginning to end.',
  })
  readonly xDomainsRe!: readonly string[];

  @Setting.list({
    default: [
      'Content-Type',
      'Authorization',
      'If-Match',
      'If-None-Match',
      'If-Modified-Since',
      'X-HTTP-Method-Override',
      'X-Request-Id',
    ],
    element: HEADER_NAME,
    allowed: HEADER_NAMES,
    description: 'Request headers that such pages may send.',
  })
  readonly xHeaders!: readonly string[];

  @Setting.list({
    default: ['Allow', 'ETag', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],
    element: HEADER_NAME,
    allowed: HEADER_NAMES,
    description: 'Response headers that such pages may read.',
  })
  readonly xExposeHeaders!: readonly string[];

  @Setting.integer({
    default: 21_600,
    min: 0,
    max: 31_536_000,
    description: 'Seconds a browser may remember the answer to a preflight request.',
  })
  readonly xMaxAge!: number;

  @Setting.switch({
    default: false,
    description: 'Lets such pages send cookies and credentials; needs X_DOMAINS to name them.',
  })
  readonly xAllowCredentials!: boolean;

  @Setting.choice({
    default: 'hierarchical',
    of: ['hierarchical', 'power-law'],
    description: 'How sales are predicted: with categories learning from each other, or a plain power law for each.',
  })
  readonly predictionModel!: PredictionModel;

  @Setting.integer({
    default: 1_048_576,
    min: 1024,
    max: 1_073_741_824,
    description: 'Largest request body, in bytes.',
  })
  readonly bodyLimit!: number;

  @Setting.integer({
    default: 30_000,
    min: 100,
    max: 3_600_000,
    description:
      'Longest time in which a request must arrive, headers and body, in milliseconds; then the client reads 408.',
  })
  readonly requestTimeoutMs!: number;

  @Setting.integer({
    default: 512,
    min: 1,
    max: 100_000,
    description: 'Most requests that are open at a time; more are answered 503, first those that do not arrive.',
  })
  readonly maxOpenRequests!: number;

  @Setting.integer({
    default: 16_777_216,
    min: 65_536,
    max: 536_870_912,
    description: 'Largest answer, in bytes; what would be larger is rejected, and what to ask less of is said.',
  })
  readonly answerLimit!: number;

  @Setting.integer({
    default: 1,
    min: 0,
    max: 64,
    description: 'Most background jobs that run at a time in this process; 0 leaves them to others (npm run worker).',
  })
  readonly jobsThreads!: number;

  @Setting.integer({
    default: 30_000,
    min: 1_000,
    max: 3_600_000,
    description: 'A job of a process that has not been heard of for so many milliseconds is run by another one.',
  })
  readonly jobsLeaseMs!: number;

  @Setting.integer({
    default: 3,
    min: 1,
    max: 100,
    description: 'How many times a job that fails is tried at the most.',
  })
  readonly jobsAttempts!: number;

  @Setting.integer({
    default: 1_000,
    min: 0,
    max: 300_000,
    description: 'Wait before the second attempt of a job, in milliseconds; it doubles with each further one.',
  })
  readonly jobsBackoffMs!: number;

  @Setting.integer({
    default: 604_800,
    min: 1,
    max: 31_536_000,
    description: 'Seconds for which a job that has ended is kept, with its result.',
  })
  readonly jobsExpiryS!: number;

  @Setting.integer({
    default: 100,
    min: 1,
    max: 100_000,
    description: 'Most queued jobs of one client address; more are answered 429.',
  })
  readonly jobsPerClient!: number;

  @Setting.integer({
    default: 1_048_576,
    min: 1_024,
    max: 8_388_608,
    description: 'Largest input and largest result of a job, in bytes each.',
  })
  readonly jobsPayloadLimit!: number;

  @Setting.integer({
    default: 1_000,
    min: 50,
    max: 600_000,
    description:
      'About how often a process that could run a job looks for those that others have queued, in milliseconds.',
  })
  readonly jobsPollMs!: number;

  @Setting.integer({
    default: 100,
    min: 0,
    max: 100_000,
    description: 'Most clients that follow jobs by server-sent events at a time; more are answered 503.',
  })
  readonly jobsStreams!: number;

  @Setting.integer({
    default: 2_147_483_648,
    min: 1024,
    max: 1_099_511_627_776,
    description: 'Largest body that is read as a stream, such as CSV, in bytes.',
  })
  readonly uploadLimit!: number;

  @Setting.integer({
    default: 4,
    min: 1,
    max: 1000,
    description: 'Most such bodies that are read at a time; more are answered 503.',
  })
  readonly maxUploads!: number;

  @Setting.integer({
    default: 3_600_000,
    min: 1000,
    max: 86_400_000,
    description:
      'Longest time in which such a body must arrive, in milliseconds; one of which nothing comes for REQUEST_TIMEOUT_MS is given up before.',
  })
  readonly uploadTimeoutMs!: number;

  @Setting.integer({ default: 1000, min: 1, max: 10_000, description: 'Most columns of a CSV text.' })
  readonly csvMaxColumns!: number;

  @Setting.integer({
    default: 65_536,
    min: 16,
    max: 16_777_216,
    description: 'Longest cell of a CSV text, in characters.',
  })
  readonly csvMaxCellLength!: number;

  @Setting.integer({
    default: 1_048_576,
    min: 16,
    max: 67_108_864,
    description: 'Longest record of a CSV text, in characters.',
  })
  readonly csvMaxLineLength!: number;

  @Setting.integer({
    default: 100_000_000,
    min: 1,
    max: 10_000_000_000,
    description: 'Most rows of a CSV text.',
  })
  readonly csvMaxRows!: number;

  @Setting.integer({ default: 100, min: 2, max: 1000, description: 'Most classes of a model.' })
  readonly modelMaxClasses!: number;

  @Setting.integer({
    default: 25_000_000,
    min: 100,
    max: 500_000_000,
    description: 'Most cells of a CSV that a model is trained from; training takes 8 bytes of memory for each.',
  })
  readonly modelMaxCells!: number;

  @Setting.integer({
    default: 20_000,
    min: 10,
    max: 40_000,
    description:
      'Most weights of a model: its features and the intercept, for each class where there are more than two.',
  })
  readonly modelMaxWeights!: number;

  @Setting.integer({
    default: 10_000,
    min: 1,
    max: 1_000_000,
    description: 'Most rows of one request for predictions.',
  })
  readonly predictionMaxRows!: number;

  @Setting.list({
    default: ['application/json'],
    element: MEDIA_TYPE,
    allowed: 'media types such as application/vnd.api+json separated by commas, in lower case and no forms, or none',
    description: 'What is read as JSON.',
  })
  readonly jsonRequestContentTypes!: readonly string[];

  @Setting.switch({
    default: false,
    description: 'Fields of multipart forms are read as JSON; what is no JSON stays text.',
  })
  readonly multipartFormFieldsAsJson!: boolean;

  @Setting.switch({
    default: true,
    description: 'A field that a form gives several times is a list; otherwise such a form is rejected.',
  })
  readonly autoCollapseMultiKeys!: boolean;

  @Setting.integer({
    default: 10_000,
    min: 0,
    max: 600_000,
    description:
      'Longest wait for requests in flight when the service is stopped, or an app of it replaced, in milliseconds.',
  })
  readonly shutdownTimeoutMs!: number;

  @Setting.switch({
    default: false,
    description: 'The log reports the client address that X-Forwarded-For names; only behind a proxy that sets it.',
  })
  readonly trustProxy!: boolean;
}

/** Where the embedded MongoDB comes from. */
export type EmbeddedMongo = 'auto' | 'mongod' | 'download' | 'secantusdb' | 'off';

/** Severities as pino names them. */
export type LogLevel = 'fatal' | 'error' | 'warn' | 'info' | 'debug' | 'trace' | 'silent';

/** The models that turn a rank into sales. */
export type PredictionModel = 'hierarchical' | 'power-law';

function isDevelopment({ NODE_ENV: mode }: Environment): string {
  return String(mode !== 'production');
}

/** The XDG base directory rules: a relative XDG_CACHE_HOME is ignored. */
function userCache({ XDG_CACHE_HOME: cacheHome = '' }: Environment): string {
  return join(isAbsolute(cacheHome) ? cacheHome : '~/.cache', 'evenest');
}
