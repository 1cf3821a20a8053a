import type { storedIn } from '../support/stored.js';
import type { AskedPath } from './list-queries.js';

type Collection = ReturnType<typeof storedIn>;
type Shape = Readonly<{ key: Readonly<Record<string, 1 | -1 | '2dsphere'>>; partialFilterExpression?: object }>;

/** What there is the time to make; MongoDB's own limit is 64. */
const MOST_INDEXES = 24;

/** Gives a collection indexes of every shape that was seen to lose documents: what the database refuses of them is left out. */
export async function addHostileIndexes(collection: Collection, paths: readonly AskedPath[]): Promise<number> {
  const shapes = shapesOver(paths).slice(0, MOST_INDEXES);
  const made = await Promise.all(
    shapes.map(({ key, ...options }, index) =>
      collection.createIndexes([{ ...options, key: new Map(Object.entries(key)), name: `hostile_${index}` }]).then(
        () => 1,
        () => 0, // two lists cannot be in one index
      ),
    ),
  );
  return made.filter((one) => one === 1).length;
}

function shapesOver(paths: readonly AskedPath[]): readonly Shape[] {
  const points = paths.filter(({ isPoint }) => isPoint).map(({ path }): Shape => ({ key: { [path]: '2dsphere' } }));
  const plain = paths.filter(({ isPoint }) => !isPoint);
  return [...points, ...plain.flatMap((one, index) => shapesOf(one, plain[(index + 1) % plain.length] ?? one, index))];
}

/** In another order for every path, so that each shape is among those of a resource with many. */
function shapesOf({ path, values }: AskedPath, { path: next }: AskedPath, turn: number): readonly Shape[] {
  const [value = true] = values;
  const shapes: readonly Shape[] = [
    { key: { [path]: -1 } },
    { key: { [path]: 1, [next]: 1, _created: 1 } },
    { key: { [path]: 1, [next]: -1, _etag: 1 } },
    { key: { [next]: 1, [path]: 1 }, partialFilterExpression: { [path]: value } },
    { key: { [path]: 1 } },
  ];
  return [...shapes.slice(turn % shapes.length), ...shapes.slice(0, turn % shapes.length)];
}
