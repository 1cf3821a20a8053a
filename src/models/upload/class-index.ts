import { parseNumber } from '../../common/csv/parse-number.js';
import { ownText } from '../../common/csv/own-text.js';
import type { ClassValue } from '../model.resource.js';

/** Numbers the labels of a column in the order in which they appear. */
export class ClassIndex {
  private readonly indices = new Map<string, number>();

  get count(): number {
    return this.indices.size;
  }

  indexOf(label: string): number {
    const known = this.indices.get(label);
    if (known !== undefined) return known;
    const index = this.indices.size;
    this.indices.set(ownText(label), index);
    return index;
  }

  /** The classes in ascending order, numbers where all labels are, and for each label the index of its class: 1 and 1.0 are one. */
  toClasses(): { readonly classes: readonly ClassValue[]; readonly classOf: readonly number[] } {
    const labels = [...this.indices.keys()];
    const numbers = labels.map(parseNumber);
    const values: readonly ClassValue[] = numbers.every((number) => number !== undefined) ? numbers : labels;
    const classes = [...new Set(values)].sort(compare);
    return { classes, classOf: values.map((value) => classes.indexOf(value)) };
  }
}

function compare(a: ClassValue, b: ClassValue): number {
  if (typeof a === 'number' && typeof b === 'number') return a - b;
  return a < b ? -1 : 1;
}
