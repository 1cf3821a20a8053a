/** What a handler answers, before it becomes HTTP: the adapter writes it to the wire. */
export class Reply {
  constructor(
    readonly status: number,
    readonly body?: unknown,
    readonly headers: Readonly<Record<string, string>> = {},
    /** The body is to be indented for a human reader. */
    readonly isPretty = false,
  ) {}
}
