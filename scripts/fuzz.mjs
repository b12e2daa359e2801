// SPDX-License-Identifier: GPL-2.0-only
// Inputs by chance against files, trees, configuration, mails, diffs, caches and the language server:
// npm run fuzz -- [SEED]
// Options: --seconds N (60), --tree FOLDER (kernel files to start from), --kind NAME, --only INDEX (one input again).
import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, relative } from 'node:path';
import { parseArgs } from 'node:util';
import { cacheRun } from './fuzz/cache.mjs';
import { KINDS } from './fuzz/inputs.mjs';
import { Random, seedOf } from './fuzz/random.mjs';
import { serverRun } from './fuzz/server.mjs';
import { ownTexts, treeTexts } from './fuzz/texts.mjs';
import { buildLab, Worker } from './fuzz/worker.mjs';
import { projectRoot } from './install.mjs';

/** Seconds of the clock, and of the processor, that one input may take. */
const SECONDS = 60;
const PROCESSOR_SECONDS = 10;
const MEGABYTES = 1024;
/** Kinds that run the built program. */
const PROGRAMS = { server: serverRun, cache: cacheRun };
const ROUND = [...Object.keys(KINDS), ...Object.keys(PROGRAMS)];

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    seconds: { type: 'string', default: '60' },
    tree: { type: 'string' },
    kind: { type: 'string' },
    only: { type: 'string' },
  },
});
const seed = Number(positionals[0] ?? 1);
const seconds = Number(values.seconds);
if (!Number.isInteger(seed) || !(seconds > 0) || (values.kind && !ROUND.includes(values.kind))) {
  console.error(
    `usage: npm run fuzz -- [SEED] [--seconds N] [--tree FOLDER] [--only INDEX] [--kind ${ROUND.join('|')}]`,
  );
  process.exit(2);
}

const bundle = await buildLab();
const { SHAPES, broken } = createRequire(import.meta.url)(bundle);
const texts = [...ownTexts(), ...(values.tree ? treeTexts(values.tree) : [])];
const worker = new Worker(bundle, SECONDS);
const kinds = values.kind ? [values.kind] : ROUND;
const counts = new Map();
let failures = 0;
let slowest = { spent: 0 };
let most = 0;

async function one(index) {
  const random = new Random(seedOf(seed, index));
  const kind = kinds[index % kinds.length];
  counts.set(kind, (counts.get(kind) ?? 0) + 1);
  if (PROGRAMS[kind]) {
    const { error, input } = await PROGRAMS[kind](random, texts);
    if (error) fail(index, kind, error, input);
    return;
  }
  const { files, heard, ...others } = KINDS[kind](random, texts, SHAPES);
  const input = {
    files: heard ? { ...files, 'drivers/other.c': broken('other') } : files,
    ...others,
    kernel: heard ? '6.12' : null,
  };
  const outcome = await worker.run(input);
  const error = outcome.error ?? complaint(outcome, heard);
  if (outcome.spent > slowest.spent) slowest = { spent: outcome.spent, index, kind };
  most = Math.max(most, outcome.memory ?? 0);
  if (error) fail(index, kind, error, input);
}

function complaint({ spent, memory, findings }, heard) {
  if (spent > PROCESSOR_SECONDS * 1000) return `took ${spent} ms of processor time`;
  if (memory > MEGABYTES) return `took ${memory} MB`;
  if (heard && !findings.some((finding) => finding.includes('other_fault: errno-as-vm-fault')))
    return 'the file beside it is not heard any more';
  return null;
}

function fail(index, kind, error, input) {
  failures++;
  const folder = join(projectRoot, 'server/out/fuzz');
  mkdirSync(folder, { recursive: true });
  const file = join(folder, `${seed}-${index}.json`);
  writeFileSync(file, JSON.stringify(input, null, 2));
  const again = `npm run fuzz -- ${seed} --only ${index}${values.kind ? ` --kind ${values.kind}` : ''}${values.tree ? ` --tree ${values.tree}` : ''}`;
  console.error(`fuzz: ${kind}: ${error}\n  again: ${again}\n  input: ${relative(process.cwd(), file)}`);
}

if (values.only === undefined) {
  const end = Date.now() + seconds * 1000;
  for (let index = 0; Date.now() < end; index++) await one(index);
} else {
  await one(Number(values.only));
}
worker.end();
const total = [...counts.values()].reduce((sum, count) => sum + count, 0);
console.log(
  `fuzz: seed ${seed}: ${total} inputs (${[...counts].map(([kind, count]) => `${kind} ${count}`).join(', ')}), ` +
    `slowest ${slowest.spent} ms (${slowest.kind ?? 'none'} ${slowest.index ?? ''}), most memory ${most} MB, ${failures} failed`,
);
process.exitCode = failures > 0 ? 1 : 0;
