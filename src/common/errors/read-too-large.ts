/** More was found than may be read for one answer: whoever asked says how to ask for less. */
export class ReadTooLarge extends Error {}
