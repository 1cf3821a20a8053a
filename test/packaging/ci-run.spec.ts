import { execFile } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

describe('.ci/run', () => {
  let directory: string;

  beforeEach(() => {
    directory = mkdtempSync(join(tmpdir(), 'evenest-ci-'));
    mkdirSync(join(directory, '.ci'));
    cpSync(fileURLToPath(new URL('../../.ci/run', import.meta.url)), join(directory, '.ci/run'));
  });

  afterEach(() => {
    rmSync(directory, { recursive: true });
  });

  /** Runs it with an npm whose `test` leaves `results` behind, and gives its exit code and last line. */
  function run(results: object | undefined, testStatus: number, staticStatus: number): Promise<[number, string]> {
    const report = results && `printf %s '${JSON.stringify(results)}' > "\${4#--outputFile=}"`;
    const npm = [
      '#!/bin/sh',
      'if [ "$1" = test ]; then',
      report ?? ':',
      `exit ${testStatus}; fi`,
      `exit ${staticStatus}`,
    ];
    writeFileSync(join(directory, 'npm'), npm.join('\n'), { mode: 0o755 });
    const path = [directory, dirname(process.execPath), '/usr/bin', '/bin'].join(':');
    return new Promise((resolve) => {
      execFile(join(directory, '.ci/run'), { env: { PATH: path, TMPDIR: directory } }, (error, stdout) => {
        resolve([error ? Number(error.code) : 0, stdout.trimEnd().split('\n').at(-1) ?? '']);
      });
    });
  }

  const passed = { numPassedTests: 12, numFailedTests: 0, numRuntimeErrorTestSuites: 0 };

  it.each([
    { when: 'everything passes', results: passed, statuses: [0, 0], ends: [0, '12 passed, 0 failed'] },
    {
      when: 'tests fail',
      results: { ...passed, numFailedTests: 3 },
      statuses: [1, 0],
      ends: [1, '12 passed, 3 failed'],
    },
    {
      when: 'a suite does not run',
      results: { ...passed, numRuntimeErrorTestSuites: 1 },
      statuses: [1, 0],
      ends: [1, '12 passed, 1 failed'],
    },
    { when: 'a static check fails', results: passed, statuses: [0, 1], ends: [1, '12 passed, 1 failed'] },
    { when: 'jest ends badly after passing', results: passed, statuses: [1, 0], ends: [1, '12 passed, 1 failed'] },
    { when: 'there is no result', results: undefined, statuses: [1, 1], ends: [1, '0 passed, 2 failed'] },
  ])('counts right when $when', async ({ results, statuses: [testStatus = 0, staticStatus = 0], ends }) => {
    expect(await run(results, testStatus, staticStatus)).toEqual(ends);
  });
});
