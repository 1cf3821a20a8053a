import type { UrlRule } from './url-rule.js';

/** The last parts of those URLs that lie directly below another one, where values have their place too; the router finds them first. */
export function reservedBelow(url: UrlRule, others: readonly UrlRule[]): ReadonlySet<string> {
  const reserved = new Set<string>();
  for (const other of others) {
    const last = other[url.length];
    if (other.length !== url.length + 1 || typeof last !== 'string') continue;
    if (url.every((part, index) => canBeSame(part, other[index]))) reserved.add(last);
  }
  return reserved;
}

function canBeSame(one: UrlRule[number], other: UrlRule[number] | undefined): boolean {
  return one === other || typeof one !== 'string' || typeof other !== 'string';
}
