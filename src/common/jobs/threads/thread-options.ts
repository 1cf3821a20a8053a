/** Where tests run the sources themselves, jest puts another module in place of this one, whose flags let threads do so too. */
export const THREAD_FLAGS: readonly string[] = [];
