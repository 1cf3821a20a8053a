import { didYouMean } from '../../../config/did-you-mean.js';
import { describePythonOnly } from './describe-python-only.js';

/** Where a domain document refers to a resource, to be looked up when all of them are read. */
export interface RelationPlace {
  readonly place: Place;
  readonly resource: string;
  readonly field: string;
}

/** What is found while a domain document is read. */
export class Findings {
  readonly relations: RelationPlace[] = [];
  private readonly mistakes = new Map<string, string>();

  /** One line for each mistake, with its path. */
  get lines(): readonly string[] {
    return [...this.mistakes].map(([path, message]) => `${path}: ${message}`);
  }

  /** Of several mistakes in one place the first is told: the others follow from it. */
  add(path: string, message: string): void {
    if (!this.mistakes.has(path)) this.mistakes.set(path, message);
  }
}

/** A place in a domain document, where what is wrong is told by its path: `contacts.schema.ref.minlength`. */
export class Place {
  constructor(
    readonly path: string,
    readonly findings: Findings,
  ) {}

  /** A member or an element of what is here. */
  at(key: string | number): Place {
    return new Place(this.path === '' ? String(key) : `${this.path}.${key}`, this.findings);
  }

  refuse(message: string): undefined {
    this.findings.add(this.path, message);
  }

  /** Refuses a value of the wrong type; one that only Python has is called by its name. */
  refuseValue(value: unknown, wanted: string): undefined {
    const pythonOnly = describePythonOnly(value);
    return this.refuse(pythonOnly ?? `must be ${wanted}, not ${shown(value)}`);
  }

  /** Refuses a name that nobody knows, and tells the nearest one. */
  refuseUnknown(what: string, name: string, known: Iterable<string>): undefined {
    return this.refuse(`unknown ${what}${didYouMean(name, known)}`);
  }
}

const LONGEST = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
