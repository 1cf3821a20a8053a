import { InvalidCsv, type CsvIssue } from '../errors/api-error.js';

/** How many issues are reported: who sends so many has sent something else than was meant. */
const MOST_ISSUES = 100;

/** Collects what is wrong with a CSV text, up to 100 issues; reading ends at the last of them. */
export class CsvIssues {
  private readonly issues: CsvIssue[] = [];

  /** @param file the name under which they are reported */
  constructor(private readonly file = 'body') {}

  get count(): number {
    return this.issues.length;
  }

  /** @throws InvalidCsv when it is the hundredth */
  add(issue: CsvIssue): void {
    this.issues.push(issue);
    if (this.issues.length >= MOST_ISSUES) this.requireNone();
  }

  /** An issue after which nothing can be read. */
  fail(issue: CsvIssue): never {
    this.issues.push(issue);
    throw new InvalidCsv(this.file, this.issues);
  }

  /** @throws InvalidCsv when there is any */
  requireNone(): void {
    if (this.issues.length > 0) throw new InvalidCsv(this.file, this.issues);
  }
}
