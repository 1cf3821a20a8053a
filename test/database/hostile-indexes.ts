import type { storedIn } from '../support/stored.js';
import type { AskedPath } from './list-queries.js';

type Collection = ReturnType<typeof storedIn>;
type Shape = Readonly<{ key: Readonly<Record<string, 1 | -1 | '2dsphere'>>; partialFilterExpression?: object }>;

/** MongoDB's own limit is 64, of which a resource has some. */
const MOST_INDEXES = 40;

/** Gives a collection indexes of every shape that was seen to lose documents: what the database rejects of them is left out. */
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

/** One for each path: of several over one path the database takes the harmless one. */
function shapesOver(paths: readonly AskedPath[]): readonly Shape[] {
  const points = paths.filter(({ isPoint }) => isPoint).map(({ path }): Shape => ({ key: { [path]: '2dsphere' } }));
  const plain = paths.filter(({ isPoint }) => !isPoint);
  return [...points, ...plain.map((one, index) => shapeOf(one, plain[(index + 1) % plain.length] ?? one, index))];
}

/** Another one for every path. */
function shapeOf({ path, values }: AskedPath, { path: next }: AskedPath, turn: number): Shape {
  const [value = true] = values;
  const shapes: readonly [Shape, ...Shape[]] = [
    { key: { [path]: -1 } },
    { key: { [path]: 1, [next]: 1, _updated: 1 } },
    { key: { [next]: 1, [path]: 1 }, partialFilterExpression: { [path]: value } },
    { key: { [path]: 1, [next]: -1, _updated: 1 } },
    { key: { [path]: 1 } },
  ];
  return shapes[turn % shapes.length] ?? shapes[0];
}
