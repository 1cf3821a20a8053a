import { didYouMean } from '../../../config/did-you-mean.js';
import { describePythonOnly } from './describe-python-only.js';

/** Where a domain document refers to a resource, to be looked up when all of them are read. */
export interface RelationPlace {
  readonly place: DocumentPlace;
  readonly resource: string;
  readonly field: string;
}

/** The findings while a domain document is read. */
export class Findings {
  readonly relations: RelationPlace[] = [];
  private readonly mistakes = new Map<string, string>();

  /** One line for each mistake, with its path. */
  get lines(): readonly string[] {
    return [...this.mistakes].map(([path, message]) => `${path}: ${message}`);
  }

  /** Of several mistakes in one place the first is reported: the others follow from it. */
  add(path: string, message: string): void {
    if (!this.mistakes.has(path)) this.mistakes.set(path, message);
  }
}

/** A place in a domain document, where what is wrong is told by its path: `contacts.schema.ref.minlength`. */
export class DocumentPlace {
  constructor(
    readonly path: string,
    readonly findings: Findings,
  ) {}

  /** A member or an element of what is here. */
  at(key: string | number): DocumentPlace {
    return new DocumentPlace(this.path === '' ? String(key) : `${this.path}.${key}`, this.findings);
  }

  reject(message: string): undefined {
    this.findings.add(this.path, message);
  }

  /** Rejects a value of the wrong type; one that only Python has is called by its name. */
  rejectValue(value: unknown, wanted: string): undefined {
    const pythonOnly = describePythonOnly(value);
    return this.reject(pythonOnly ?? `must be ${wanted}, not ${shown(value)}`);
  }

  /** Rejects a name that nobody knows, and reports the nearest one. */
  rejectUnknown(what: string, name: string, known: Iterable<string>): undefined {
    return this.reject(`unknown ${what}${didYouMean(name, known)}`);
  }
}

const LONGEST = 60;

function shown(value: unknown): string {
  const text = JSON.stringify(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}
