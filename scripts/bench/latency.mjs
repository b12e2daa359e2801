// SPDX-License-Identifier: GPL-2.0-only
// Measures what waits in an editor: the first diagnostics, those after a keystroke, hovers, the index, the memory.
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Editor } from './editor.mjs';
import { median, p95 } from './numbers.mjs';

/** A file, and the handler in it that is typed in. */
const FILES = [
  { path: 'mm/memory.c', within: 'wp_pfn_shared(struct vm_fault' },
  { path: 'fs/btrfs/file.c', within: 'btrfs_page_mkwrite(struct vm_fault' },
  { path: 'fs/xfs/xfs_file.c', within: 'xfs_filemap_pfn_mkwrite(' },
  { path: 'drivers/gpu/drm/ttm/ttm_bo_vm.c', within: 'ttm_bo_vm_fault(struct vm_fault' },
];
/** Where the mouse rests, and the last entry of the table that is written on. */
const HOVERS = [
  {
    path: 'mm/filemap.c',
    words: ['.fault', '.map_pages', 'filemap_fault', 'VM_FAULT_RETRY'],
    last: '.map_pages',
  },
  {
    path: 'fs/btrfs/file.c',
    words: ['.fault', 'btrfs_page_mkwrite', 'folio_lock', 'sb_start_pagefault', 'btrfs_file_vm_ops'],
    last: '.page_mkwrite',
  },
  {
    path: 'fs/xfs/xfs_file.c',
    words: ['.huge_fault', 'xfs_filemap_fault', 'iomap_page_mkwrite', 'dax_iomap_fault', 'xfs_file_vm_ops'],
    last: '.pfn_mkwrite',
  },
  {
    path: 'drivers/gpu/drm/ttm/ttm_bo_vm.c',
    words: ['.access', 'ttm_bo_vm_fault', 'vmf_insert_pfn_prot', 'VM_FAULT_SIGBUS', 'ttm_bo_vm_ops'],
    last: '.access',
  },
];
/** Files with findings. */
const FIXES = ['fs/exfat/file.c', 'drivers/gpu/drm/ttm/ttm_bo_vm.c'];
/** What is typed, a character at a time: it makes a statement, and all before it is broken text. */
const TYPED = '\n\tif (vmf->flags)\n\t\treturn VM_FAULT_SIGBUS;\n';

/** Measures, and returns the section as lines of Markdown. */
export async function latencySection(tree, vmops, rounds, log) {
  const entries = await measure(vmops, tree, rounds, log);
  const number = (value) => (value < 10 ? value.toFixed(1) : value.toFixed(0));
  const rows = entries.map(({ name, goal, unit, values }) => {
    const reached = p95(values) <= goal ? 'yes' : 'no';
    return `| ${name} | ${number(median(values))} ${unit} | ${number(p95(values))} ${unit} | ${goal} ${unit} | ${reached} |`;
  });
  return [
    'A client that asks for diagnostics itself, as VS Code does, talks to `vmops lsp` on the same tree over stdio.',
    `${rounds} cold starts for each file, in a new process with a warm page cache and nothing kept from the run before;`,
    `the clock starts with the process. Each keystroke is one character of a statement that is typed into a handler,`,
    'so the text is broken at most of them; the clock runs from the edit to the answer of the whole check.',
    '',
    '| what | median | p95 | goal | reached (p95) |',
    '|---|---|---|---|---|',
    ...rows,
    '',
    'The first answer leaves out the rules that conclude from the rest of the tree. Memory is the resident high-water',
    'mark of the server.',
  ];
}

/** Returns `{ name, goal, unit, values }` for each thing that is measured; `rounds` cold starts. */
async function measure(command, tree, rounds, log) {
  const cold = FILES.map(({ path }) => entry(`first diagnostics of \`${path}\`, cold start`, 1000, 'ms'));
  const completes = FILES.map(({ path }) =>
    entry(`diagnostics of \`${path}\` with the tree read, cold start`, 4000, 'ms'),
  );
  const index = entry('index of the whole tree', 4000, 'ms');
  const memory = entry('memory after it all', 300, 'MB');
  const keys = FILES.map(({ path }) => entry(`diagnostics after a keystroke, \`${path}\``, 25, 'ms'));
  const hover = HOVERS.map(({ path }) => entry(`hover, \`${path}\``, 10, 'ms'));
  const completion = HOVERS.map(({ path }) => entry(`completion of ops and handlers, \`${path}\``, 30, 'ms'));
  const fixes = FIXES.map((path) => entry(`list of fixes of a finding, \`${path}\``, 20, 'ms'));
  for (let round = 0; round < rounds; round++) {
    log(`editor, round ${round + 1} of ${rounds}`);
    for (const [at, { path }] of FILES.entries()) {
      const cache = mkdtempSync(join(tmpdir(), 'vmops-bench-'));
      const editor = await Editor.start(command, tree, { ...process.env, XDG_CACHE_HOME: cache });
      const ended = editor.next('end');
      await editor.open(path);
      await editor.diagnostics(path);
      cold[at].values.push(performance.now() - editor.started);
      await ended;
      index.values.push(performance.now() - editor.started);
      await complete(editor, path);
      completes[at].values.push(performance.now() - editor.started);

      if (round === rounds - 1) await type(editor, FILES[at], keys[at].values);
      if (round === rounds - 1 && at === FILES.length - 1) {
        for (const [at, one] of HOVERS.entries()) {
          await hovers(editor, one, hover[at].values);
          await completions(editor, one, completion[at].values);
        }
        for (const [at, path] of FIXES.entries()) await fixLists(editor, path, fixes[at].values);
        memory.values.push(peakOf(editor.child.pid));
      }
      await editor.stop();
      rmSync(cache, { recursive: true });
    }
  }
  return [...cold, ...completes, ...keys, ...hover, ...completion, ...fixes, index, memory];
}

function entry(name, goal, unit) {
  return { name, goal, unit, values: [] };
}

/** Asks until the answer is one with the tree read. */
async function complete(editor, path) {
  const again = editor.next('refresh');
  const { resultId } = await editor.diagnostics(path);
  if (resultId === undefined) return;
  await again;
  await editor.diagnostics(path);
}

async function type(editor, { path, within }, values) {
  await editor.diagnostics(path);
  let offset = editor.text(path).indexOf('\n{', editor.text(path).indexOf(within)) + 2;
  for (const character of TYPED) {
    const before = performance.now();
    await editor.type(path, offset++, character);
    await editor.diagnostics(path);
    values.push(performance.now() - before);
  }
}

async function hovers(editor, { path, words }, values) {
  await editor.open(path);
  await editor.diagnostics(path);
  for (let count = 0; count < 100; count++) {
    const word = words[count % words.length];
    const before = performance.now();
    await editor.hover(path, editor.text(path).lastIndexOf(word) + 1);
    values.push(performance.now() - before);
  }
}

/** After a table's last entry, as a user who begins a line asks for an op, and then for its handler. */
async function completions(editor, { path, last }, values) {
  const text = editor.text(path);
  const line = text.indexOf('\n', text.lastIndexOf(last));
  let offset = line;
  for (const typed of ['\n\t.', 'mremap = ']) {
    await editor.type(path, offset, typed);
    offset += typed.length;
    for (let count = 0; count < 50; count++) {
      const before = performance.now();
      await editor.ask('textDocument/completion', path, offset);
      values.push(performance.now() - before);
    }
  }
}

async function fixLists(editor, path, values) {
  await editor.open(path);
  const { items } = await editor.diagnostics(path);
  for (let count = 0; count < 100; count++) {
    const finding = items[count % items.length];
    const before = performance.now();
    await editor.actions(path, finding);
    values.push(performance.now() - before);
  }
}

/** Resident high-water mark of a process in MB; Linux only. */
function peakOf(pid) {
  return Number(/VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1024;
}
