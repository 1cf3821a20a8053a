import type { EngineTraits } from './engine-traits.js';

/** The facts that decide whether an engine keeps its promise of an index. */
interface IndexFeatures {
  readonly unique?: boolean | undefined;
  readonly collation?: object | undefined;
  readonly expireAfterSeconds?: number | undefined;
  readonly partialFilterExpression?: object | undefined;
}

/** Why an index must not be made on this engine, for the log; undefined where it can be. */
export function unsoundIndex(index: IndexFeatures, traits: EngineTraits): string | undefined {
  if (!traits.expiresByFilter && index.expireAfterSeconds !== undefined && index.partialFilterExpression)
    return 'this database would delete also the documents outside its filter; a date that only documents to expire have needs no filter';
  if (!traits.collatesUnique && index.unique === true && index.collation)
    return 'this database does not compare by the collation; a lower-case copy of the value can be unique without one';
  return undefined;
}
