// SPDX-License-Identifier: GPL-2.0-only
// Measures on the tree of Linux 6.12 and writes docs/benchmarks.md. Usage: npm run bench [-- start|lint|file|growth|review|commits|editor] [-- ROUNDS]
// With the name of a section only that section is measured and written anew.
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commitsSection } from './bench/commits.mjs';
import { fileSection } from './bench/file.mjs';
import { growthSection } from './bench/growth.mjs';
import { latencySection } from './bench/latency.mjs';
import { lintSection } from './bench/lint.mjs';
import { machine } from './bench/numbers.mjs';
import { reviewSection } from './bench/review.mjs';
import { startSection } from './bench/start.mjs';
import { treeFolder } from './cache.mjs';
import { projectRoot } from './install.mjs';
import { runNode } from './run.mjs';

const SECTIONS = {
  start: { title: 'The start', rounds: 30, measure: startSection },
  lint: { title: 'The lint of a whole tree', rounds: 7, measure: lintSection },
  file: { title: 'The lint of one file', rounds: 5, measure: fileSection },
  growth: { title: 'Growth', rounds: 3, measure: growthSection },
  review: { title: 'The review of a patch', rounds: 9, measure: reviewSection },
  commits: { title: 'A hundred commits', rounds: 3, measure: commitsSection },
  editor: { title: 'In the editor', rounds: 5, measure: latencySection },
};
const MACHINE = 'The machine';

const words = process.argv.slice(2);
const chosen = Object.keys(SECTIONS).filter((name) => words.includes(name));
const rounds = words.map(Number).find((number) => number > 0);
const tree = treeFolder('6.12');
if (!existsSync(tree)) {
  process.stderr.write(`bench: ${tree}: does not exist; "npm run corpus" fetches it\n`);
  process.exit(2);
}
const vmops = join(projectRoot, 'server', 'bin', 'vmops.js');
const page = join(projectRoot, 'docs', 'benchmarks.md');
const log = (text) => process.stderr.write(`bench: ${text}\n`);

const sections = sectionsOf(existsSync(page) ? readFileSync(page, 'utf8') : '');
for (const name of chosen.length > 0 ? chosen : Object.keys(SECTIONS)) {
  const { title, rounds: usual, measure } = SECTIONS[name];
  sections.set(title, (await measure(tree, vmops, rounds ?? usual, log)).join('\n'));
}
sections.set(MACHINE, machine().join('\n'));
const titles = [...Object.values(SECTIONS).map(({ title }) => title), MACHINE];
const text = titles
  .filter((title) => sections.has(title))
  .map((title) => `## ${title}\n\n${sections.get(title)}\n`);
writeFileSync(page, `# Benchmarks\n\nWritten by \`npm run bench\`.\n\n${text.join('\n')}`);
runNode('node_modules/@biomejs/biome/bin/biome', ['format', '--write', 'docs/benchmarks.md']);
process.stdout.write(readFileSync(page, 'utf8'));

/** What stands under each heading of the page. */
function sectionsOf(markdown) {
  const parts = markdown.split(/^## /m).slice(1);
  return new Map(
    parts.map((part) => {
      const end = part.indexOf('\n');
      return [part.slice(0, end), part.slice(end).trim()];
    }),
  );
}
