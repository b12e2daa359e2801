// SPDX-License-Identifier: GPL-2.0-only
// How time and memory of a first run grow with the tree: parts of both trees, and one driver many times over.
import { createHash } from 'node:crypto';
import { copyFileSync, linkSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { treeFolder } from '../cache.mjs';
import { median, treeRelease } from './numbers.mjs';
import { watched } from './watched.mjs';

const PARTS = [1, 10, 50, 100];
const COPIES = [1, 25, 50, 100];
const DRIVER = 'drivers/misc/cxl';
/** What makes a folder a tree, and says what holds in it. */
const FRAME = ['Makefile', 'include/linux/mm.h', 'Documentation/filesystems/locking.rst'];
const WIDTH = 40;

/** Measures, and returns the section as lines of Markdown. */
export async function growthSection(_tree, vmops, rounds, log) {
  const folder = mkdtempSync(join(tmpdir(), 'vmops-growth-'));
  try {
    const tables = [];
    for (const tree of ['6.12', '6.1'].map(treeFolder)) {
      const files = sourcesOf(tree);
      const rows = [];
      for (const part of PARTS) {
        const chosen = partOf(files, part / 100);
        const copy = treeOf(folder, tree, chosen);
        log(`${part} % of ${treeRelease(tree)}: ${chosen.length} files`);
        rows.push({ name: `${part} %`, size: chosen.length, ...(await measure(vmops, copy, rounds)) });
        rmSync(copy, { recursive: true });
      }
      tables.push(...table(`Linux ${treeRelease(tree)}`, 'files', rows), '');
    }
    const tree = treeFolder('6.12');
    const own = sourcesOf(tree).filter((path) => path.startsWith(`${DRIVER}/`));
    const rows = [];
    for (const copies of COPIES) {
      const copy = treeOf(folder, tree, [], (link) => {
        for (let n = 0; n < copies; n++)
          for (const path of own) link(path, path.replace(DRIVER, `${DRIVER}${n}`));
      });
      log(`${DRIVER} ${copies} times`);
      rows.push({ name: `${copies}`, size: copies, ...(await measure(vmops, copy, rounds)) });
      rmSync(copy, { recursive: true });
    }
    tables.push(...table(`\`${DRIVER}\` as often`, 'drivers', rows));
    return [
      `\`vmops lint --no-cache\` over whole folders of a tree, chosen by their names until they hold that part of its C files;`,
      `${rounds} rounds, the median. Processor time counts ripgrep and all threads; the bar is that time.`,
      '',
      ...tables,
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measure(vmops, cwd, rounds) {
  const runs = [];
  const args = [vmops, 'lint', '--fail-on', 'never', '--no-cache', '.'];
  for (let round = 0; round < rounds; round++) runs.push(await watched(process.execPath, args, cwd));
  const of = (key) => median(runs.map((run) => run[key]));
  return { wall: of('wall'), processor: of('processor'), peak: of('peak') };
}

/** The C files of a tree, relative to it. */
function sourcesOf(tree) {
  return readdirSync(tree, { recursive: true, encoding: 'utf8' }).filter((path) => /\.[ch]$/.test(path));
}

/** Whole folders, in an order that only their names decide. */
function partOf(files, part) {
  const byFolder = new Map();
  for (const path of files) {
    const folder = path.split('/').slice(0, -1).slice(0, 3).join('/');
    byFolder.set(folder, [...(byFolder.get(folder) ?? []), path]);
  }
  const digest = (folder) => createHash('sha256').update(folder).digest('hex');
  const order = [...byFolder.keys()].map((folder) => [digest(folder), folder]).sort();
  const chosen = [];
  for (const [, folder] of order) {
    if (chosen.length >= files.length * part) break;
    chosen.push(...byFolder.get(folder));
  }
  return chosen;
}

function treeOf(folder, tree, files, more = () => {}) {
  const copy = mkdtempSync(join(folder, 'linux-'));
  const link = (from, to) => {
    const target = join(copy, to);
    mkdirSync(dirname(target), { recursive: true });
    try {
      linkSync(join(tree, from), target);
    } catch (error) {
      if (error.code === 'EEXIST') return;
      copyFileSync(join(tree, from), target);
    }
  };
  for (const path of [...FRAME, ...files]) link(path, path);
  more(link);
  return copy;
}

function table(title, what, rows) {
  const most = Math.max(...rows.map(({ processor }) => processor));
  const seconds = (value) => `${(value / 1000).toFixed(2)} s`;
  return [
    `| ${title} | ${what} | wall | processor | peak memory | |`,
    '|---|---|---|---|---|---|',
    ...rows.map(({ name, size, wall, processor, peak }) => {
      const bar = '█'.repeat(Math.max(1, Math.round((processor / most) * WIDTH)));
      return `| ${name} | ${size} | ${seconds(wall)} | ${seconds(processor)} | ${Math.round(peak)} MB | \`${bar}\` |`;
    }),
  ];
}
