import { transformFileSync } from '@swc/core';
import { mkdirSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';

const ROOT = join(import.meta.dirname, '../..');

/** Compiles folders of the project into a directory, as modules that a process outside of jest can load. */
export function compileSources(target: string, folders: readonly string[]): void {
  for (const file of folders.flatMap(listSources)) {
    const output = join(target, relative(ROOT, file)).replace(/\.ts$/, '.js');
    mkdirSync(dirname(output), { recursive: true });
    writeFileSync(output, compile(file));
  }
  writeFileSync(join(target, 'package.json'), '{ "type": "module" }\n');
  symlinkSync(join(ROOT, 'node_modules'), join(target, 'node_modules'));
}

function listSources(folder: string): readonly string[] {
  const entries = readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' });
  const sources = entries.filter((name) => name.endsWith('.ts') && !name.endsWith('spec.ts'));
  return sources.map((name) => join(ROOT, folder, name));
}

function compile(file: string): string {
  const parser = { syntax: 'typescript', decorators: true } as const;
  const transform = { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false };
  return transformFileSync(file, { jsc: { parser, transform, target: 'es2023' }, module: { type: 'nodenext' } }).code;
}
