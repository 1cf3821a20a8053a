import { isEqual } from '../../values/is-equal.js';
import { nameOf, type DeclaredIndex } from './declared-index.js';
import { findDifferences, hasCollation, listedKeys, type StoredIndex } from './find-differences.js';

/** An index that is there under the declared name or with the declared keys, and is not what was declared. */
export interface ChangedIndex {
  readonly declared: DeclaredIndex;
  readonly stored: StoredIndex;
  readonly differences: readonly string[];
}

/** The changes that a collection needs. */
export interface IndexComparison {
  readonly missing: readonly DeclaredIndex[];
  readonly changed: readonly ChangedIndex[];
}

type IsMeant = (declared: DeclaredIndex, stored: StoredIndex) => boolean;

/** Which stored index a declared one is compared with: the likeliest first. */
const MATCHES: readonly IsMeant[] = [
  (declared, stored) => hasName(stored, declared) && isAsDeclared(stored, declared),
  (declared, stored) => isAsDeclared(stored, declared),
  (declared, stored) => hasName(stored, declared),
  (declared, stored) => hasKeys(stored, declared),
];

/** Which of the declared indexes a collection lacks or has otherwise; indexes that nobody declares are neither. */
export function compareIndexes(declared: readonly DeclaredIndex[], stored: readonly StoredIndex[]): IndexComparison {
  const free = new Set(stored);
  const pairs: (readonly [DeclaredIndex, StoredIndex])[] = [];
  let missing = declared;
  for (const isMeant of MATCHES) {
    missing = missing.filter((index) => {
      const found = [...free].find((one) => isMeant(index, one));
      if (!found) return true;
      free.delete(found);
      pairs.push([index, found]);
      return false;
    });
  }
  const compared = pairs.map(([index, one]) => ({
    declared: index,
    stored: one,
    differences: findDifferences(index, one),
  }));
  return { missing, changed: compared.filter(({ differences }) => differences.length > 0) };
}

/** Whether an index holds what a unique one was declared for; it may do more. */
export function enforces(stored: StoredIndex, { keys, options }: DeclaredIndex): boolean {
  const { key, unique, sparse, partialFilterExpression } = stored;
  if (unique !== true || !isEqual(new Set(Object.keys(key)), new Set(keys.map(([path]) => path)))) return false;
  if (sparse === true && options.sparse !== true) return false;
  if (partialFilterExpression && !isEqual(partialFilterExpression, options.partialFilterExpression)) return false;
  return hasCollation(stored, options.collation);
}

function isAsDeclared(stored: StoredIndex, declared: DeclaredIndex): boolean {
  return findDifferences(declared, stored).length === 0;
}

function hasName({ name }: StoredIndex, declared: DeclaredIndex): boolean {
  return name === nameOf(declared);
}

function hasKeys({ key }: StoredIndex, declared: DeclaredIndex): boolean {
  return isEqual(Object.entries(key), listedKeys(declared));
}
