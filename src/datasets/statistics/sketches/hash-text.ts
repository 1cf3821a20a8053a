const SEED_1 = 0xdeadbeef;
const SEED_2 = 0x41c6ce57;
const MULTIPLIER_1 = 0x9e3779b1;
const MULTIPLIER_2 = 0x5f356495;

/** Two hashes of 32 bits of a text: cyrb53 (github.com/bryc/code, public domain), mixed as MurmurHash3 does at its end. */
export function hashText(text: string): readonly [high: number, low: number] {
  let high = SEED_1;
  let low = SEED_2;
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    high = Math.imul(high ^ code, MULTIPLIER_1);
    low = Math.imul(low ^ code, MULTIPLIER_2);
  }
  const one = mix(high) ^ (low >>> 7);
  return [mix(one) >>> 0, mix(low ^ (high >>> 13)) >>> 0];
}

const NUMBER = new Float64Array(1);
const WORDS = new Uint32Array(NUMBER.buffer);

/** Two hashes of 32 bits of a number; zero and −0 are the same. */
export function hashNumber(value: number): readonly [high: number, low: number] {
  NUMBER[0] = value + 0; // −0 becomes 0
  const [first = 0, second = 0] = WORDS;
  const one = mix(first ^ mix(second ^ SEED_1));
  return [one >>> 0, mix(second ^ mix(first ^ SEED_2)) >>> 0];
}

function mix(word: number): number {
  let mixed = word ^ (word >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  mixed ^= mixed >>> 13;
  mixed = Math.imul(mixed, 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}
