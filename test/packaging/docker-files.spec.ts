import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { type AddressInfo } from 'node:net';
import { parse } from 'yaml';
import { loadSettings } from '../../src/config/load-settings.js';

interface ComposeFile {
  readonly services: Readonly<Record<string, Service>>;
}
interface Service {
  readonly environment: Readonly<Record<string, string>>;
  readonly command: readonly string[];
  readonly entrypoint: readonly string[];
  readonly ports: readonly string[];
  readonly depends_on: Readonly<Record<string, { readonly condition: string }>>;
  readonly stop_grace_period: string;
  readonly healthcheck: { readonly test: readonly string[] };
}

const dockerfile = read('Dockerfile').replaceAll('\\\n', ' ');
const { evenest, worker, mongo } = (parse(read('docker-compose.yml')) as ComposeFile).services;
const environment = Object.fromEntries(
  instructions('ENV').flatMap((text) => text.split(' ').map((pair) => pair.split('=') as [string, string])),
);
const settings = loadSettings({ ...environment, ...evenest?.environment }, []);

function read(name: string): string {
  return readFileSync(new URL(`../../${name}`, import.meta.url), 'utf8');
}

function instructions(name: string): string[] {
  return dockerfile
    .split('\n')
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.slice(name.length + 1));
}

describe('Dockerfile', () => {
  const sources = instructions('COPY')
    .filter((text) => !text.startsWith('--from'))
    .flatMap((text) => text.split(' ').slice(0, -1));

  it.each(sources)('finds %s in the build context', (source) => {
    expect(existsSync(new URL(`../../${source}`, import.meta.url))).toBe(true);
    expect(read('.dockerignore').split('\n')).toContain(`!${source}`);
  });

  it('copies only from stages it has', () => {
    const stages = instructions('FROM').flatMap((text) => text.split(' AS ').slice(1));

    expect(stages).toEqual(expect.arrayContaining([...dockerfile.matchAll(/--from=(\w+)/g)].map(([, stage]) => stage)));
  });

  it('listens on the exposed port for the world outside the container, as somebody else than root', () => {
    expect(instructions('EXPOSE')).toEqual([String(settings.port)]);
    expect(settings.host).toBe('0.0.0.0');
    expect(instructions('USER')).toEqual(['node']);
  });

  it('starts nothing and says why when no database is named', () => {
    expect(() => loadSettings(environment, [])).toThrow(/^MONGO_URI is not set/);
  });

  it.each([
    [200, 0],
    [503, 1],
  ])('takes a readiness of %d for exit code %d', async (status, exitCode) => {
    const asked: (string | undefined)[] = [];
    const server = createServer(({ url }, response) => {
      asked.push(url);
      response.writeHead(status).end();
    });
    await once(server.listen(0, '127.0.0.1'), 'listening');
    const [, command = '[]'] = instructions('HEALTHCHECK').join().split(' CMD ');
    const [, ...parameters] = JSON.parse(command) as string[];

    const port = String((server.address() as AddressInfo).port);
    const check = spawn(process.execPath, parameters, { env: { PORT: port }, stdio: 'inherit' });
    const [ended] = (await once(check, 'exit')) as [number];
    server.close();

    expect(asked).toEqual(['/api/readiness']);
    expect(ended).toBe(exitCode);
  });
});

describe('docker-compose.yml', () => {
  const database = new URL(settings.mongoUri ?? '');

  it('connects to its own MongoDB, once that is healthy', () => {
    expect(database.hostname).toBe('mongo');
    expect(evenest?.depends_on).toEqual({ mongo: { condition: 'service_healthy' } });
  });

  it('names one replica set everywhere', () => {
    const name = database.searchParams.get('replicaSet') ?? '';

    expect(mongo?.command).toEqual(expect.arrayContaining(['--replSet', name]));
    expect(mongo?.healthcheck.test.at(-1)).toContain(
      `rs.initiate({ _id: '${name}', members: [{ _id: 0, host: 'mongo:27017' }] })`,
    );
  });

  it('leaves jobs to a worker of the same image on the same database', () => {
    expect(settings.jobsThreads).toBe(0);
    expect(worker?.entrypoint).toEqual(['node', 'dist/worker.js']);
    expect(existsSync(new URL('../../src/worker.ts', import.meta.url))).toBe(true);
    const own = loadSettings({ ...environment, ...worker?.environment }, []);
    expect([own.mongoUri, own.jobsThreads]).toEqual([settings.mongoUri, 2]);
    expect(parseInt(worker?.stop_grace_period ?? '') * 1000).toBeGreaterThan(own.shutdownTimeoutMs);
  });

  it('publishes the port of the service on this machine only', () => {
    expect(evenest?.ports).toEqual([`127.0.0.1:5000:${settings.port}`]);
  });

  it('gives the service the time it takes to stop', () => {
    expect(parseInt(evenest?.stop_grace_period ?? '') * 1000).toBeGreaterThan(settings.shutdownTimeoutMs);
  });
});
