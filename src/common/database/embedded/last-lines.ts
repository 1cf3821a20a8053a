const KEPT_CHARACTERS = 4_000;
const SHOWN_LINES = 8;

/** The end of a process's output, in bounded memory. */
export class LastLines {
  private text = '';

  add(chunk: string): void {
    this.text = (this.text + chunk).slice(-KEPT_CHARACTERS);
  }

  toString(): string {
    return this.text.trim().split('\n').slice(-SHOWN_LINES).join('\n');
  }
}
