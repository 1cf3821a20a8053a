/** One preference of the header, with a value: `wait=10`, `wait="10"`. */
const WAIT = /(?:^|,)\s*wait\s*=\s*"?(\d{1,9})"?\s*(?=[;,]|$)/i;

/**
 * The seconds that a client is ready to wait (RFC 7240 §4.3); undefined where it says nothing of it. What cannot be understood counts as
 * not sent, as that document asks (§2).
 * @param prefer the header, several of them joined by commas
 */
export function parseWait(prefer: string | undefined): number | undefined {
  const [, seconds] = WAIT.exec(prefer ?? '') ?? [];
  return seconds === undefined ? undefined : Number(seconds);
}
