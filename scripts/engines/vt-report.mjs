export const DOOR_TITLE = '## The VTServer door';

/** The door's section of the report. */
export function vtSection({ start, memory, work, loads, paced, conditions }) {
  const { machine, load, isPinned, rounds, requests, runs } = conditions;
  const table = (head, rows) =>
    [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
  const ms = (value) => value.toFixed(value < 10 ? 2 : 0);
  const times = (name, { best, median, cpu }) => [name, ms(best), ms(median), cpu.toFixed(0)];
  return `${DOOR_TITLE}

- ${new Date().toISOString().slice(0, 10)}; ${machine.cores} cores, ${machine.cpu}, ${machine.arch}; load ${load[0].toFixed(1)} when it began, ${load[1].toFixed(1)} when it ended
- A built \`sonde agent\`, asked over loopback ${isPinned ? 'and kept to one core, its clients to the others' : 'on all cores'}; a connection for each request, as the protocol has it
- Clients ask again as soon as they are answered, from one native process: with 32 of them, the time to an answer cannot be
  under 32 times the server's time for one
- Figures: the best of ${rounds} rounds of ${requests} requests; processor time is all that the server's process used, the
  kernel's part included, and its inverse is what one core can answer

${table(
  ['Request', 'Clients', 'Requests/s', 'p50, ms', 'p99, ms', 'Processor time of one, µs', 'One core, requests/s'],
  loads.map(({ name, clients, rate, p50, p99, cpu }) => [
    name,
    clients,
    rate.toFixed(0),
    p50.toFixed(2),
    p99.toFixed(2),
    cpu.toFixed(0),
    (1e6 / cpu).toFixed(0),
  ]),
)}

Asked at a rate, with requests due at even intervals; a late one counts from when it was due:

${table(
  ['Request', 'Clients', 'Requests/s asked', 'Requests/s answered', 'p50, ms', 'p99, ms'],
  paced.map((row) => [
    row.name,
    row.clients,
    row.rate,
    row.answered.toFixed(0),
    row.p50.toFixed(2),
    row.p99.toFixed(2),
  ]),
)}

To the answer, 2 s of speech at 44.1 kHz read from a file and the result written to one:

${table(
  ['Work', `Best of ${runs}, ms`, 'Median, ms', 'Processor time, ms'],
  [
    times('`world`, a sound that is new', work.world),
    times('`world`, analysis in the cache', work.again),
    times('`vocoder`, 16 bands of noise', work.vocoder),
    times('start of the agent, to its first answer', start),
  ],
)}

Memory, resident: ${memory.fresh.toFixed(0)} MB when it has started, ${memory.loaded.toFixed(0)} MB after all of this.
`;
}
