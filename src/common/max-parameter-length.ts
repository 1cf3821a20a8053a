/** Most characters of a value in a URL; longer ones are found nowhere. */
export const MAX_PARAMETER_LENGTH = 256;
