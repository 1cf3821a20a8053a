import type { Projection } from './parse-projection.js';
import type { QuerySettings } from '../query-settings.js';

/** A projection as MongoDB's `find` takes it. */
export type MongoProjection = Readonly<Record<string, 0 | 1>>;

/** The fields that a client requested, without those that the resource leaves out by default. */
export function withoutHidden(
  projection: Projection | undefined,
  hiddenByDefault: readonly string[],
): Projection | undefined {
  if (hiddenByDefault.length === 0 || projection?.kind === 'include') return projection;
  return { kind: 'exclude', paths: [...(projection?.paths ?? []), ...hiddenByDefault] };
}

/**
 * Turns a projection into MongoDB's: the server's own fields are in it whatever the client says, and of a path and its parent
 * only the parent is left (MongoDB rejects both). `undefined` when it leaves nothing out.
 */
export function compileProjection(
  projection: Projection | undefined,
  { autoFields }: Pick<QuerySettings, 'autoFields'>,
): MongoProjection | undefined {
  if (!projection) return undefined;
  const auto = autoFields.map(({ name }) => name);
  const isIncluding = projection.kind === 'include';
  const paths = isIncluding
    ? [...auto, ...projection.paths]
    : projection.paths.filter((path) => !auto.some((name) => path === name || path.startsWith(`${name}.`)));
  if (paths.length === 0) return undefined;
  return Object.fromEntries(withoutChildren(paths).map((path) => [path, isIncluding ? 1 : 0]));
}

function withoutChildren(paths: readonly string[]): string[] {
  const all = new Set(paths);
  return [...all].filter((path) => !parentsOf(path).some((parent) => all.has(parent)));
}

function parentsOf(path: string): string[] {
  const parents: string[] = [];
  for (let dot = path.indexOf('.'); dot !== -1; dot = path.indexOf('.', dot + 1)) parents.push(path.slice(0, dot));
  return parents;
}
