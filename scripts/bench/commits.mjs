// SPDX-License-Identifier: GPL-2.0-only
// `vmops lint --commits` over a hundred commits, in a git checkout of the tree that is made for it.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { median, treeRelease } from './numbers.mjs';

const COMMITS = 100;
/** A file that has to do with no VMA, and one with a table. */
const RANGES = [
  { name: 'that touch no relevant file', file: 'lib/sort.c', branch: 'aside', goal: 1 },
  { name: 'that touch a driver with a table', file: 'drivers/uio/uio.c', branch: 'driver', goal: 5 },
];

/** Measures, and returns the section as lines of Markdown. */
export async function commitsSection(tree, vmops, rounds, log) {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-bench-'));
  const checkout = join(folder, 'linux');
  const git = (args, input) => {
    const own = ['-c', 'user.name=Bench', '-c', 'user.email=bench@example.org', '-c', 'core.compression=0'];
    const { status, stderr } = spawnSync('git', [...own, ...args], {
      cwd: checkout,
      input,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`git ${args[0]}: ${stderr}`);
  };
  try {
    log('commits: a checkout of the tree');
    cpSync(tree, checkout, { recursive: true });
    git(['init', '-q', '-b', 'base']);
    git(['add', '-A', '-f', '.']);
    git(['commit', '-q', '-m', 'the tree']);
    for (const { file, branch } of RANGES)
      git(['fast-import', '--quiet'], stream(branch, file, readFileSync(join(checkout, file), 'utf8')));
    const rows = [];
    for (const { name, branch, goal } of RANGES) {
      log(`commits ${name}, ${rounds} rounds`);
      const times = { first: [], next: [] };
      for (let round = 0; round < rounds; round++) {
        const cache = join(folder, `cache-${branch}-${round}`);
        for (const which of ['first', 'next']) {
          const started = performance.now();
          const command = [vmops, 'lint', '--cache', cache, '--commits', `base..${branch}`];
          const { status, stderr } = spawnSync(process.execPath, command, {
            cwd: checkout,
            encoding: 'utf8',
          });
          if (status !== 0) throw new Error(`lint --commits ended with ${status}: ${stderr}`);
          times[which].push((performance.now() - started) / 1000);
        }
      }
      const first = median(times.first);
      const told = first <= goal ? 'yes' : 'no';
      rows.push(
        `| ${COMMITS} commits ${name} | ${first.toFixed(2)} s | ${median(times.next).toFixed(2)} s | ${goal} s | ${told} |`,
      );
    }
    return [
      `\`vmops lint --commits\` in a git checkout of Linux ${treeRelease(tree)}, ${rounds} rounds, a new process and an empty`,
      'cache each time, then once more with what that left. Each commit adds a function to one file.',
      '',
      '| range | first run, median | next run | goal | reached |',
      '|---|---|---|---|---|',
      ...rows,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The commits of one branch, as `git fast-import` reads them. */
function stream(branch, file, text) {
  let content = text;
  let all = '';
  for (let number = 1; number <= COMMITS; number++) {
    content += `\nstatic int bench_${number}(int value)\n{\n\treturn value + ${number};\n}\n`;
    const message = `${branch}: function ${number}`;
    all += `commit refs/heads/${branch}\ncommitter Bench <bench@example.org> ${1700000000 + number} +0000\n`;
    all += `data ${Buffer.byteLength(message)}\n${message}\n`;
    if (number === 1) all += 'from refs/heads/base^0\n';
    all += `M 100644 inline ${file}\ndata ${Buffer.byteLength(content)}\n${content}\n`;
  }
  return all;
}
