import { BadQuery } from '../../errors/api-error.js';
import type { Relation } from '../definition/relations.js';
import type { ResourceDefinition } from '../definition/resource-definition.js';
import type { Embedded } from '../query/parse-embedded.js';
import { quote, showName } from '../../text/quote.js';
import { resolvePath } from '../query/resolve-path.js';

/** A relation whose documents are wanted, and those wanted inside them. */
export interface Embedding {
  readonly relation: Relation;
  readonly inner: readonly Embedding[];
}

/** Where the requested come from, and what else there is. */
export interface EmbeddingScope {
  /** The query parameter, for messages. */
  readonly parameter: string;
  readonly findDefinition: (resource: string) => ResourceDefinition;
  /** Path of the document that the requested are about, with its final dot; empty for the client's own. */
  readonly prefix?: string;
}

/** Follows the requested paths from relation to relation. Throws `BadQuery` for a path that is no embeddable relation, or is wanted without its parent. */
export function compileEmbedded(
  requested: Embedded,
  definition: ResourceDefinition,
  scope: EmbeddingScope,
): readonly Embedding[] {
  const wanted = new Set<Relation>();
  const inside = new Map<Relation, Map<string, boolean>>();
  for (const [path, isWanted] of requested) {
    const relation = findRelation(path, definition, scope);
    if (relation.path !== path) {
      const rest = path.slice(relation.path.length + 1);
      inside.set(relation, (inside.get(relation) ?? new Map<string, boolean>()).set(rest, isWanted));
    } else if (isWanted) wanted.add(relation);
  }
  for (const [relation, requestedInside] of inside)
    requireParent(wanted.has(relation), relation, requestedInside, scope);
  return definition.visible.relations.flatMap((relation) => {
    const inner = compileInside(relation, inside.get(relation), scope);
    return wanted.has(relation) ? [{ relation, inner }] : [];
  });
}

function compileInside(
  relation: Relation,
  requested: Embedded | undefined,
  scope: EmbeddingScope,
): readonly Embedding[] {
  if (!requested) return [];
  const prefix = `${scope.prefix ?? ''}${relation.path}.`;
  return compileEmbedded(requested, scope.findDefinition(relation.resource), { ...scope, prefix });
}

/** The relation that a path names, or the one on its way. */
function findRelation(
  path: string,
  { visible: { fields, relations }, serverFields }: ResourceDefinition,
  { parameter, prefix = '' }: EmbeddingScope,
): Relation {
  const relation = relations.find((known) => known.path === path || path.startsWith(`${known.path}.`));
  if (!relation) {
    resolvePath(path, { parameter, prefix, fields, autoFields: serverFields, open: false });
    throw new BadQuery(parameter, `${parameter}: ${showName(prefix + path)} refers to no other resource`);
  }
  if (relation.embeddable) return relation;
  throw new BadQuery(parameter, `${parameter}: ${showName(prefix + relation.path)} cannot be embedded`);
}

function requireParent(
  isWanted: boolean,
  relation: Relation,
  inside: Embedded,
  { parameter, prefix = '' }: EmbeddingScope,
): void {
  const [child] = [...inside].find(([, isChildWanted]) => isChildWanted) ?? [];
  if (isWanted || child === undefined) return;
  const parent = prefix + relation.path;
  const both = `{${quote(parent)}: 1, ${quote(`${parent}.${child}`)}: 1}`;
  throw new BadQuery(parameter, `${parameter}: ${showName(`${parent}.${child}`)} needs its parent: ${both}`);
}
