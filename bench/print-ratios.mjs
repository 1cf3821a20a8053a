/**
 * Prints one route: what each server did, then what Evenest reaches of the hand-written server, the median over the
 * rounds with the lowest and the highest. Both ratios read the same way: 100 % is as good as bare, more is better.
 */
export function printRatios({ name, goal }, contestants, results) {
  console.log(`${name} (goal: ${toPercent(goal)} of bare)`);
  const [reference] = results;
  contestants.forEach((contestant, index) => {
    const rounds = results[index];
    const speed = median(rounds.map(({ requestsPerSecond }) => requestsPerSecond)).toFixed(0);
    const cpu = median(rounds.map(({ cpuMicroseconds }) => cpuMicroseconds)).toFixed(0);
    console.log(`  ${contestant.name.padEnd(26)} ${speed.padStart(6)} requests/s ${cpu.padStart(6)} µs CPU/request`);
    if (index === 0) return;
    const speeds = rounds.map((round, at) => round.requestsPerSecond / reference[at].requestsPerSecond);
    const thrift = rounds.map((round, at) => reference[at].cpuMicroseconds / round.cpuMicroseconds);
    console.log(`    requests per second ${describe(speeds)}`);
    console.log(`    CPU per request     ${describe(thrift)}`);
  });
}

function describe(ratios) {
  return `${toPercent(median(ratios))} (${toPercent(Math.min(...ratios))} – ${toPercent(Math.max(...ratios))})`;
}

function toPercent(ratio) {
  return `${(ratio * 100).toFixed(0)} %`;
}

function median(values) {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}
