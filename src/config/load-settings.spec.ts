import { homedir } from 'node:os';
import { join, resolve } from 'node:path';
import { loadSettings } from './load-settings.js';
import { SettingsError } from './settings-error.js';
import { type Environment } from './setting-definition.js';

function mistakesOf(environment: Environment, argv: readonly string[] = []): readonly string[] {
  try {
    loadSettings(environment, argv);
  } catch (error) {
    if (error instanceof SettingsError) return error.lines;
    throw error;
  }
  return [];
}

describe('loadSettings', () => {
  it('has a default for everything but a database of your own, a mongod, a domain document and caching', () => {
    const { mongoUri, mongodBinary, domain, domainFile, cacheControl, ...rest } = loadSettings({}, []);

    expect([mongoUri, mongodBinary, domain, domainFile, cacheControl]).toEqual(Array(5).fill(undefined));
    expect(Object.values(rest)).not.toContain(undefined);
    expect(rest).toMatchObject({
      searchPath: '',
      port: 5000,
      host: '127.0.0.1',
      mongoTimeoutMs: 5000,
      mongoMaxInFlight: 32,
      rebuildIndexes: false,
      embeddedMongo: 'auto',
      dataDir: resolve('data'),
      cacheDir: join(homedir(), '.cache/evenest'),
      logLevel: 'info',
      paginationDefault: 25,
      paginationLimit: 50,
      publicUrl: '',
      cacheExpires: 0,
      renderers: ['json', 'xml'],
      jsonSortKeys: false,
      jsonpArgument: '',
      xDomains: ['*'],
      xHeaders:
        'Content-Type,Authorization,If-Match,If-None-Match,If-Modified-Since,X-HTTP-Method-Override,X-Request-Id'.split(
          ',',
        ),
      xExposeHeaders: ['Allow', 'ETag', 'Location', 'Retry-After', 'X-Request-Id', 'X-Total-Count'],
      xMaxAge: 21_600,
      xAllowCredentials: false,
      predictionModel: 'hierarchical',
      bodyLimit: 1_048_576,
      requestTimeoutMs: 30_000,
      maxOpenRequests: 512,
      answerLimit: 16_777_216,
      bulkLimit: 1000,
      bulkEnabled: true,
      jsonRequestContentTypes: ['application/json'],
      multipartFormFieldsAsJson: false,
      autoCollapseMultiKeys: true,
      autoCreateLists: false,
      shutdownTimeoutMs: 10_000,
      trustProxy: false,
    });
  });

  it.each<[string, Environment, string[], object]>([
    ['a variable', { PORT: '8080' }, [], { port: 8080 }],
    ['a flag', {}, ['--port', '8080'], { port: 8080 }],
    ['a flag with an equals sign', {}, ['--port=0'], { port: 0 }],
    ['a flag rather than a variable', { PORT: '1' }, ['--port', '2'], { port: 2 }],
    ['a flag rather than a wrong variable', { PORT: 'abc' }, ['--port', '2'], { port: 2 }],
    ['the default for an empty variable', { PORT: '', MONGO_URI: ' ' }, [], { port: 5000, mongoUri: undefined }],
    ['white space around a value as nothing', { PORT: ' 8080\n' }, [], { port: 8080 }],
    [
      'a list',
      { X_DOMAINS: 'https://a.example, http://b:3000' },
      [],
      { xDomains: ['https://a.example', 'http://b:3000'] },
    ],
    [
      'media types',
      { JSON_REQUEST_CONTENT_TYPES: 'application/json,application/vnd.api+json' },
      [],
      { jsonRequestContentTypes: ['application/json', 'application/vnd.api+json'] },
    ],
    ['none as an empty list', { X_DOMAINS: 'none' }, [], { xDomains: [] }],
    ['an empty flag as an empty list', {}, ['--x-domains='], { xDomains: [] }],
    [
      'choices by the names of Eve',
      { RENDERERS: 'eve.render.XMLRenderer, eve.render.JSONRenderer' },
      [],
      { renderers: ['xml', 'json'] },
    ],
    ['choices in their order', { RENDERERS: 'XML,json' }, [], { renderers: ['xml', 'json'] }],
    ['none as an empty text', { CACHE_CONTROL: 'none' }, [], { cacheControl: '' }],
    ['a choice in capitals', { LOG_LEVEL: 'INFO' }, [], { logLevel: 'info' }],
    ['a switch in words', { TRUST_PROXY: 'yes' }, [], { trustProxy: true }],
    ['a switch turned on', {}, ['--trust-proxy'], { trustProxy: true }],
    ['a switch turned off', { TRUST_PROXY: 'true' }, ['--no-trust-proxy'], { trustProxy: false }],
    ['a path against the working directory', {}, ['--data-dir', 'x/y'], { dataDir: resolve('x/y') }],
    ['a path in the home directory', {}, ['--data-dir=~/x'], { dataDir: join(homedir(), 'x') }],
    ['the cache where XDG says', { XDG_CACHE_HOME: '/c' }, [], { cacheDir: '/c/evenest' }],
    [
      'the cache at home when XDG is relative',
      { XDG_CACHE_HOME: 'c' },
      [],
      { cacheDir: join(homedir(), '.cache/evenest') },
    ],
    ['the alias of MONGO_URI', { MONGODB_URI: 'mongodb://h' }, [], { mongoUri: 'mongodb://h' }],
    [
      'both names of MONGO_URI when they agree',
      { MONGO_URI: 'mongodb://h', MONGODB_URI: 'mongodb://h' },
      [],
      { mongoUri: 'mongodb://h' },
    ],
    [
      'an alias by flag rather than the variable',
      { MONGO_URI: 'mongodb://a' },
      ['--mongodb-uri=mongodb://b'],
      { mongoUri: 'mongodb://b' },
    ],
    [
      'no embedded database beside one of your own',
      { MONGO_URI: 'mongodb://h', EMBEDDED_MONGO: 'off' },
      [],
      { embeddedMongo: 'off' },
    ],
  ])('takes %s', (_, environment, argv, expected) => {
    expect(loadSettings(environment, argv)).toMatchObject(expected);
  });

  it.each<[Environment, string[], string]>([
    [{ PORT: 'abc' }, [], 'PORT is "abc": must be an integer from 0 to 65535'],
    [{ PORT: '1.5' }, [], 'PORT is "1.5": must be an integer from 0 to 65535'],
    [{}, ['--port', '-1'], 'PORT (--port) is "-1": must be an integer from 0 to 65535'],
    [{}, ['--port='], 'PORT (--port) is "": must be an integer from 0 to 65535'],
    [{ HOST: 'http://x' }, [], 'HOST is "http://x": must be a host name or IP address'],
    [{ TRUST_PROXY: 'maybe' }, [], 'TRUST_PROXY is "maybe": must be true or false'],
    [{}, ['--data-dir='], 'DATA_DIR (--data-dir) is "": must be a path'],
    [{ LOG_LEVEL: 'loud' }, [], 'LOG_LEVEL is "loud": must be one of fatal, error, warn, info, debug, trace, silent'],
    [{ RENDERERS: 'none' }, [], 'RENDERERS is "none": must be one or several of json, xml'],
    [{ RENDERERS: 'json,csv' }, [], 'RENDERERS is "json,csv": must be one or several of json, xml'],
    [{ RENDERERS: 'xml,xml' }, [], 'RENDERERS is "xml,xml": must be one or several of json, xml'],
    [{}, ['--renderers='], 'RENDERERS (--renderers) is "": must be one or several of json, xml'],
    [{ JSONP_ARGUMENT: 'c b' }, [], 'JSONP_ARGUMENT is "c b": must be the name of a query parameter, or none'],
    [
      { JSONP_ARGUMENT: 'cb', RENDERERS: 'xml' },
      [],
      'JSONP_ARGUMENT is "cb": must be none while RENDERERS does not name json',
    ],
    [{ X_HEADERS: 'A, b c' }, [], 'X_HEADERS is "A, b c": must be header names separated by commas, or none'],
    [
      { X_DOMAINS: 'https://a.example/' },
      [],
      'X_DOMAINS is "https://a.example/": must be origins such as https://app.example.com separated by commas, * for any, or none',
    ],
    [
      { CACHE_CONTROL: 'a\r\nX: y' },
      [],
      'CACHE_CONTROL is "a\\r\\nX: y": must be cache directives such as max-age=20, or none',
    ],
    ...[
      'json',
      'application/json; charset=utf-8',
      '*/*',
      'a/b, multipart/form-data',
      'application/x-www-form-urlencoded',
      'Text/JSON',
    ].map((text): [Environment, string[], string] => [
      { JSON_REQUEST_CONTENT_TYPES: text },
      [],
      `JSON_REQUEST_CONTENT_TYPES is "${text}": must be media types such as application/vnd.api+json separated by commas, in lower case and no forms, or none`,
    ]),
    [{ PAGINATION_LIMIT: '10' }, [], 'PAGINATION_DEFAULT is 25: must be at most PAGINATION_LIMIT, which is 10'],
    [
      { EMBEDDED_MONGO: 'off' },
      [],
      'MONGO_URI is not set and EMBEDDED_MONGO is "off": must be a database; set one of them',
    ],
    [
      { X_DOMAINS_RE: '(' },
      [],
      'X_DOMAINS_RE has "(": must be one of RE2: error parsing regexp: missing closing ): `(`',
    ],
    [
      { X_ALLOW_CREDENTIALS: 'true' },
      [],
      'X_ALLOW_CREDENTIALS is true: must be false while X_DOMAINS is "*"; name the origins you trust',
    ],
    [
      { MONGO_URI: 'mongodb://a', MONGODB_URI: 'mongodb://b' },
      [],
      'MONGO_URI is "mongodb://a" and MONGODB_URI is "mongodb://b": both mean the same setting, give one',
    ],
  ])('rejects %j %j in one line', (environment, argv, line) => {
    expect(mistakesOf(environment, argv)).toEqual([line]);
  });

  it('reports all mistakes at once, the command line first', () => {
    expect(mistakesOf({ PORT: 'abc', LOG_LEVEL: 'loud' }, ['--prot', '5'])).toEqual([
      expect.stringMatching(/^--prot /),
      expect.stringMatching(/^PORT /),
      expect.stringMatching(/^LOG_LEVEL /),
    ]);
  });

  it('never shows the password of a rejected connection string', () => {
    const lines = mistakesOf({ MONGO_URI: 'mongodb://me:s3cret@x@host/db' });

    expect(lines).toEqual([expect.stringMatching(/^MONGO_URI is "mongodb:\/\/\*\*\*@host\/db": must be a mongodb:/)]);
    expect(lines.join()).not.toContain('s3cret');
  });

  it('gives settings that cannot be changed', () => {
    const settings = loadSettings({}, []);

    expect(() => Object.assign(settings, { port: 1 })).toThrow(TypeError);
    expect(settings.port).toBe(5000);
  });
});
