import { readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findCached } from '../../src/common/database/engines/find-cached.js';
import type { Engine } from '../../src/common/database/engines/engine.js';
import { installSecantusdb } from '../../src/common/database/engines/install-secantusdb.js';
import { fakeProgram } from '../support/fake-program.js';
import { tempDirectory } from '../support/temp-directory.js';

// A Python of the outside world: its package index has what `PIP` says.
const python = (version: string, pip: string): string => `
case "$*" in
  "-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
  "-m pip "*) ${pip} ;;
  *" rs") echo 0.6.0b17; echo "$0-rs"; printf '#!/bin/sh\\n' > "$0-rs"; chmod +x "$0-rs" ;;
  *" py") echo 0.7.0b3; echo "$0-py"; printf '#!/bin/sh\\n' > "$0-py"; chmod +x "$0-py" ;;
  "-c "*) echo ${version} ;;
esac`;

const HAS_PINNED = 'exit 0';
const HAS_NEWER_ONLY = 'case "$*" in *==*) exit 1 ;; esac';
const HAS_NOTHING = 'echo "ERROR: No matching distribution found"; exit 1';

describe('installSecantusdb', () => {
  let cacheDir: string;
  let bin: string;
  let logged: string[];

  beforeEach(() => {
    [cacheDir, bin, logged] = [tempDirectory(), tempDirectory(), []];
  });

  async function install(): Promise<Engine> {
    // The fake needs mkdir, cp and chmod, but no real Python.
    for (const tool of ['mkdir', 'cp', 'chmod']) fakeProgram(join(bin, tool), `exec /bin/${tool} "$@"`);
    return installSecantusdb({
      cacheDir,
      pathVariable: [bin, '/nowhere'].join(delimiter),
      log: (line) => logged.push(line),
    });
  }

  it('installs the release with the fast server, which the next start finds in the cache', async () => {
    fakeProgram(join(bin, 'python3'), python('3.11', HAS_PINNED));

    const engine = await install();

    expect(engine).toMatchObject({ name: 'secantusdb', program: 'secantusd-rs', version: '0.6.0b17' });
    expect(await findCached(cacheDir, 'secantusdb')).toEqual(engine);
    expect(logged).toEqual([expect.stringContaining('Installing SecantusDB 0.6.0b17 from the Python package index')]);
  });

  it('falls back to the newest release when that one is gone, and says that it is slower', async () => {
    fakeProgram(join(bin, 'python3'), python('3.11', HAS_NEWER_ONLY));

    expect(await install()).toMatchObject({ program: 'secantusd-py', version: '0.7.0b3' });
    expect(logged[1]).toContain('many times slower');
  });

  it('gives the reason and leaves nothing behind when the package index has neither', async () => {
    fakeProgram(join(bin, 'python3'), python('3.11', HAS_NOTHING));

    await expect(install()).rejects.toThrow('No matching distribution found');
    expect(readdirSync(cacheDir)).toEqual([]);
  });

  it('passes over a Python that is too new', async () => {
    fakeProgram(join(bin, 'python3'), python('3.14', HAS_NOTHING));
    await expect(install()).rejects.toThrow('no python3 (3.10 to 3.13');

    fakeProgram(join(bin, 'python3.12'), python('3.12', HAS_PINNED));
    expect(await install()).toMatchObject({ program: 'secantusd-rs' });
  });
});
