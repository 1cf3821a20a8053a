import { accessSync, constants, statSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The absolute paths of the executables called `name` on a `PATH`, in its order. */
export function findProgram(name: string, pathVariable: string | undefined): readonly string[] {
  const fileName = process.platform === 'win32' ? `${name}.exe` : name;
  const directories = (pathVariable ?? '').split(delimiter).filter((directory) => directory !== '');
  return directories.map((directory) => join(directory, fileName)).filter(isExecutable);
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
