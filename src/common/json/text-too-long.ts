/** A text that would be longer than its limits allow. */
export class TextTooLong extends Error {}
