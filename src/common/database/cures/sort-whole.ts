import type { Order } from '../operation-options.js';

type Keys = Exclude<Order, 'stable'>;

/**
 * The same order for an engine that is content with that of an index where one field is sorted by, which is that of the values in
 * `$in`: by two fields it sorts. Ids never tie, so the second decides nothing.
 */
export function sortWhole(keys: Keys): Keys {
  const [only] = keys;
  return only?.[0] === '_id' && keys.length === 1 ? [only, ['_etag', 1]] : keys;
}
