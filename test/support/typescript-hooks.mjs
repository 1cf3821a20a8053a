// The hooks of register-typescript.mjs: https://nodejs.org/api/module.html#customization-hooks
import { transform } from '@swc/core';
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const JSC = {
  parser: { syntax: 'typescript', decorators: true },
  transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
  target: 'es2023',
  keepClassNames: true,
};

export async function resolve(specifier, context, next) {
  const isOwn = /^(\.{1,2}\/|file:|\/)/.test(specifier) && specifier.endsWith('.js');
  const url = isOwn ? new URL(specifier, context.parentURL) : undefined;
  if (!url || url.pathname.includes('/node_modules/') || existsSync(fileURLToPath(url)))
    return next(specifier, context);
  return next(url.href.replace(/\.js$/, '.ts'), context);
}

export async function load(url, context, next) {
  if (!url.endsWith('.ts')) return next(url, context);
  const source = await readFile(fileURLToPath(url), 'utf8');
  const { code } = await transform(source, { jsc: JSC, module: { type: 'nodenext' }, sourceMaps: 'inline' });
  return { format: 'module', source: code, shortCircuit: true };
}
