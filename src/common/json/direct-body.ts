import { JsonOutput } from './json-output.js';

/** A body that is written as JSON without being made first; it is made for whoever needs more of it than its JSON. */
export class DirectBody {
  private made: unknown;

  /**
   * @param writeJson writes it in one line
   * @param make makes the value that is written so
   */
  constructor(
    private readonly writeJson: (out: JsonOutput) => void,
    private make: (() => unknown) | undefined,
  ) {}

  /** Throws `TextTooLong` for more bytes than these. */
  toJsonText(maxBytes: number): string {
    const out = new JsonOutput(maxBytes);
    this.writeJson(out);
    return out.toString();
  }

  /** Made once. */
  get value(): unknown {
    if (this.make) this.made = this.make();
    this.make = undefined;
    return this.made;
  }
}
