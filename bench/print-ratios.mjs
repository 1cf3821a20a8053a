import { spreadOf } from './statistics.mjs';

const NAME_WIDTH = 34;

/**
 * What each server but the first did in terms of the first one, round by round: `cpu`, the cost of a request, less being better;
 * `speed`, requests per second, more being better; `own`, its cost in terms of the route that was measured beside it.
 */
export function toRatios([reference, ...others]) {
  return others.map((rounds) => ({
    cpu: spreadOf(rounds.map(({ cpuMicroseconds }, at) => cpuMicroseconds / reference[at].cpuMicroseconds)),
    speed: spreadOf(rounds.map(({ requestsPerSecond }, at) => requestsPerSecond / reference[at].requestsPerSecond)),
    own: ownRatio(rounds),
  }));
}

/** Prints one route: what each server did, then its ratios, each the median of the rounds with the quartiles. */
export function printRatios({ name, target, base }, contestants, results) {
  console.log(name);
  const ratios = [{ own: ownRatio(results[0]) }, ...toRatios(results)];
  contestants.forEach(({ name: contestant, isSubject }, index) => {
    const { cpu, speed, own } = ratios[index];
    console.log(`  ${contestant.padEnd(NAME_WIDTH)} ${absolutes(results[index])}`);
    if (cpu) {
      console.log(`    CPU per request     ${describe(cpu)} x bare${base ? '' : validate(cpu, target, isSubject)}`);
      console.log(`    requests per second ${describe(speed)} x bare`);
    }
    if (own) console.log(`    CPU per request     ${describe(own)} x its own 200${validate(own, target, isSubject)}`);
  });
}

function ownRatio(rounds) {
  if (rounds[0].base === undefined) return undefined;
  return spreadOf(rounds.map(({ cpuMicroseconds, base }) => cpuMicroseconds / base));
}

function absolutes(rounds) {
  const speed = spreadOf(rounds.map(({ requestsPerSecond }) => requestsPerSecond)).median.toFixed(0);
  const cpu = spreadOf(rounds.map(({ cpuMicroseconds }) => cpuMicroseconds)).median.toFixed(0);
  return `${speed.padStart(6)} requests/s ${cpu.padStart(6)} µs CPU/request`;
}

function validate({ median }, target, isSubject) {
  if (target === undefined || !isSubject) return '';
  return `; target <= ${target.toFixed(2)}: ${median <= target ? 'met' : 'missed'}`;
}

function describe({ low, median, high }) {
  return `${median.toFixed(2)} (${low.toFixed(2)} – ${high.toFixed(2)})`;
}
