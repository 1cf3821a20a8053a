import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { EmbeddedMongoOptions } from '../../src/common/database/embedded-mongo-options.js';
import { chooseEngine } from '../../src/common/database/embedded/choose-engine.js';
import type { Engine, EngineName } from '../../src/common/database/engines/engine.js';
import { freePort } from '../../src/common/database/embedded/free-port.js';
import { fakeProgram } from '../support/fake-program.js';
import { tempDirectory } from '../support/temp-directory.js';

jest.setTimeout(30_000);

const MONGOD = 'echo "db version v8.0.4"';

describe('chooseEngine', () => {
  let root: string;
  let logged: string[];

  beforeEach(() => {
    root = tempDirectory();
    logged = [];
  });

  async function choose(changes: Partial<EmbeddedMongoOptions> = {}, madeBy?: EngineName): Promise<Engine | string> {
    const options: EmbeddedMongoOptions = {
      dataDir: join(root, 'data'),
      engine: 'auto',
      cacheDir: root,
      pathVariable: join(root, 'path'),
      downloadMirror: `https://127.0.0.1:${await freePort()}`,
      log: (line) => logged.push(line),
    };
    return chooseEngine({ ...options, ...changes }, madeBy).catch(String);
  }

  function cache(name: EngineName, script = 'exit 0'): Engine {
    const program = name === 'mongod' ? 'mongod' : 'secantusd-rs';
    const binary = fakeProgram(join(root, `cached-${name}`), script);
    const engine = { name, program, version: '1.2.3', binary } as const;
    writeFileSync(join(root, `${name}.json`), JSON.stringify(engine));
    return engine;
  }

  it('takes what an earlier start put into the cache before a mongod on the PATH', async () => {
    fakeProgram(join(root, 'path/mongod'), MONGOD);
    const secantusdb = cache('secantusdb');
    expect(await choose()).toEqual(secantusdb);

    const mongod = cache('mongod');
    expect(await choose()).toEqual(mongod);
  });

  it('takes the mongod on the PATH when the cache is empty', async () => {
    const binary = fakeProgram(join(root, 'path/mongod'), MONGOD);

    expect(await choose()).toEqual({ name: 'mongod', program: 'mongod', version: '8.0.4', binary });
  });

  it('takes the named binary before all others', async () => {
    cache('mongod');
    const mongodBinary = fakeProgram(join(root, 'named'), MONGOD);

    expect(await choose({ mongodBinary })).toMatchObject({ binary: mongodBinary });
  });

  it('takes only what gives the engine that made the data directory', async () => {
    fakeProgram(join(root, 'path/mongod'), MONGOD);
    const mongod = cache('mongod');
    const secantusdb = cache('secantusdb');

    expect(await choose({}, 'mongod')).toEqual(mongod);
    expect(await choose({ mongodBinary: mongod.binary }, 'secantusdb')).toEqual(secantusdb);
  });

  it.each([
    ['mongod', 'mongod', 'path/mongod'],
    ['download', 'mongod', 'cached-mongod'],
    ['secantusdb', 'secantusdb', 'cached-secantusdb'],
  ] as const)('takes with EMBEDDED_MONGO=%s only the %s it means', async (engine, name, binary) => {
    fakeProgram(join(root, 'path/mongod'), MONGOD);
    cache('mongod');
    cache('secantusdb');

    expect(await choose({ engine })).toMatchObject({ name, binary: join(root, binary) });
  });

  it('goes on, and says so, when a cached engine and the mongod on the PATH do not run', async () => {
    cache('mongod', 'exit 132');
    fakeProgram(join(root, 'path/mongod'), 'echo "Illegal instruction"; exit 132');
    const message = await choose();

    expect(logged[0]).toContain('mongod in the cache: the mongod in');
    expect(logged.find((line) => line.startsWith('installed mongod'))).toContain('Illegal instruction');
    expect(message).toContain('no python3 (3.10 to 3.13, with venv and pip) on the PATH');
    expect(message).toContain('1. set MONGO_URI');
  });

  it('rejects a mongod that is too old', async () => {
    fakeProgram(join(root, 'path/mongod'), 'echo "db version v4.4.29"');

    expect(await choose({ engine: 'mongod' })).toContain('is mongod 4.4.29; 5.0 or newer is needed');
  });

  it('says which engine a data directory needs when only others are there', async () => {
    cache('mongod');

    const message = await choose({ pathVariable: '' }, 'secantusdb');

    expect(message).toContain('The data directory was made by secantusdb and needs the same again.');
    expect(message).not.toContain('download of mongod');
  });
});
