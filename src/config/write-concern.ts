/** The places a write must have reached before it is answered, in MongoDB's words. */
export interface WriteConcern {
  /** So many servers, `majority`, or the name of a custom write concern. */
  readonly w?: number | string;
  /** It must be in the journal. */
  readonly j?: boolean;
  /** Milliseconds to wait for that. */
  readonly wtimeout?: number;
}

/** A description of such a value, worded to follow "must be". */
export const WRITE_CONCERN = '{} or an object of w (at least 1, or a name such as majority), j and wtimeout (in ms)';

const MEMBERS = {
  w: (value) => (typeof value === 'number' ? isInteger(value, 1) : typeof value === 'string' && value !== ''),
  j: (value) => typeof value === 'boolean',
  wtimeout: (value) => isInteger(value, 0),
} as const satisfies Record<keyof WriteConcern, (value: unknown) => boolean>;

/** Whether MongoDB can be asked for it, and answers: of a write with `w: 0` nobody would learn whether it was done. */
export function isWriteConcern(value: unknown): value is WriteConcern {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const checks: Readonly<Record<string, (value: unknown) => boolean>> = MEMBERS;
  return Object.entries(value).every(([name, member]) => Object.hasOwn(checks, name) && checks[name]?.(member));
}

function isInteger(value: unknown, min: number): boolean {
  return Number.isInteger(value) && Number(value) >= min;
}
