/** The limits of the text of a body. */
export interface TextLimits {
  /** Most characters; `TextTooLong` is thrown before more are put together. */
  readonly maxLength: number;
  /** Objects that a body may show in many places: each is turned into text once. */
  readonly shared?: Pick<WeakSet<object>, 'has'> | undefined;
}
