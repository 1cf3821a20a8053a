import { pino } from 'pino';
import type { JobInfo } from './common/jobs/index.js';
import { WorkerProgress } from './worker-progress.js';

const JOB: JobInfo = {
  id: '0123456789abcdef01234567',
  type: 'train',
  state: 'running',
  attempt: 2,
  input: {},
  progress: { fraction: 0 },
};

describe('WorkerProgress', () => {
  function watch(terminal?: { readonly columns: number }): { readonly lines: string[]; readonly drawn: string[] } {
    const lines: string[] = [];
    const drawn: string[] = [];
    const logger = pino({}, { write: (text) => lines.push((JSON.parse(text) as { msg: string }).msg) });
    const write = (text: string): boolean => drawn.push(text) > 0;
    const progress = new WorkerProgress(
      logger,
      terminal && { ...terminal, write: write as NodeJS.WriteStream['write'] },
    );
    progress.began(JOB);
    progress.reported(JOB, 0.459, 'fold 2 of 5');
    progress.reported(JOB, 0.5);
    progress.ended(JOB, 'failed', 'no rows');
    return { lines, drawn };
  }

  const TOLD = ['train 234567: begun, attempt 2', 'train 234567: failed: no rows'];

  it('redraws one line where a person watches, no longer than the terminal is wide', () => {
    const { lines, drawn } = watch({ columns: 24 });
    expect(lines).toEqual(TOLD);
    expect(drawn.map((text) => text.replace('\r\u001B[K', ''))).toEqual([
      '',
      'train 234567:  45 % fol',
      'train 234567:  50 %',
      '',
      '',
    ]);
  });

  it('writes no more than a line now and then where nobody does', () => {
    expect(watch()).toEqual({ lines: TOLD, drawn: [] });
  });
});
