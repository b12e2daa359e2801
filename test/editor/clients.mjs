// SPDX-License-Identifier: GPL-2.0-only
/** Asks the same of the language server from Neovim and from a client that is nothing else, and compares what comes back. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Editor } from '../../scripts/bench/editor.mjs';
import { projectRoot } from '../../scripts/install.mjs';
import { BEGINS_WITH_ADVICE } from './advice.mjs';
import { placesIn } from './places.mjs';
import { soon } from './workbench.mjs';

const LIMIT_MS = 180_000;
const EXFAT = 'fs/exfat/file.c';
/** Methods of `textDocument`, and the place in the file that they are asked about. */
const REQUESTS = [
  ['hover', '.page_mk|write'],
  ['hover', 'exfat_page_mk|write(struct'],
  ['definition', '= exfat_page_mk|write'],
  ['declaration', 'exfat_page_mk|write(struct'],
  ['references', '.page_mk|write'],
  ['completion', 'return |VM_FAULT_RETRY'],
  ['signatureHelp', 'return filemap_page_mkwrite(|vmf'],
  ['documentSymbol', null],
  ['codeLens', null],
  ['inlayHint', null],
  ['codeAction', 'return VM_FAULT_RE|TRY'],
];

/** Returns a check of both clients on a tree; `expected` is the list of findings that test/corpus has for it. */
export function clientChecks(tree, expected, home) {
  const { placeOf } = placesIn(tree);
  const vmops = join(projectRoot, 'server', 'bin', 'vmops.js');
  const requests = REQUESTS.map(([method, marked]) => {
    const [line, column] = (marked === null ? '1:1' : placeOf(EXFAT, marked)).split(':').map(Number);
    return { method, line: line - 1, column: column - 1 };
  });
  const environment = { ...process.env, XDG_CACHE_HOME: mkdtempSync(join(home, 'clients-')) };
  return [
    [
      'Neovim and a client that is nothing else get the same answers to the same requests',
      async () => {
        const generic = await Editor.start(vmops, tree, environment);
        const ended = generic.next('end');
        await generic.open(EXFAT);
        await ended;
        const diagnostics = await whole(generic, EXFAT);
        const answers = [];
        for (const one of requests)
          answers.push(
            await generic.send(
              `textDocument/${one.method}`,
              parametersOf(one, generic.uri(EXFAT), diagnostics),
            ),
          );
        await generic.stop();
        const neovim = inNeovim(tree, vmops, home, environment, requests);
        assert.deepEqual(neovim.diagnostics, diagnostics.map(briefly));
        for (const [at, { method, line }] of requests.entries()) {
          assert.notEqual(answers[at], null, method);
          assert.deepEqual(
            withoutEmpty(neovim.answers[at]),
            withoutEmpty(answers[at]),
            `${method} in line ${line + 1}`,
          );
        }
      },
    ],
    [
      'every message of the tree begins with what to do, and no slip is underlined twice',
      async () => {
        const generic = await Editor.start(vmops, tree, environment);
        const ended = generic.next('end');
        const files = [...new Set(expected.map(({ file }) => file))];
        await generic.open(files[0]);
        await ended;
        for (const file of files) {
          if (file !== files[0]) await generic.open(file);
          const wanted = expected
            .filter((one) => one.file === file)
            .reduce((sum, { count }) => sum + count, 0);
          const shown = async () => (await whole(generic, file)).filter(({ severity }) => severity < 4);
          // What it calls elsewhere is read after the file itself.
          await soon(async () => (await shown()).length, wanted);
          const found = await shown();
          for (const { message, code } of found)
            assert.match(message.slice(0, 70), BEGINS_WITH_ADVICE, `${code}: ${message}`);
          const places = found.map(({ range, code }) => `${file}:${range.start.line + 1}: ${code}`);
          assert.deepEqual(places, [...new Set(places)]);
        }
        await generic.stop();
      },
    ],
  ];
}

/** The diagnostics of a file with the tree read. */
async function whole(editor, path) {
  for (;;) {
    const { items, resultId } = await editor.diagnostics(path);
    if (resultId === undefined) return items;
    await editor.next('refresh');
  }
}

function parametersOf({ method, line, column }, uri, diagnostics) {
  const position = { line, character: column };
  const range = { start: position, end: position };
  const own = diagnostics.filter((one) => one.range.start.line === line);
  return {
    textDocument: { uri },
    position,
    ...(method === 'references' ? { context: { includeDeclaration: true } } : {}),
    ...(method === 'codeAction' ? { range, context: { diagnostics: own } } : {}),
    ...(method === 'inlayHint'
      ? { range: { start: { line: 0, character: 0 }, end: { line: 99_999, character: 0 } } }
      : {}),
  };
}

function briefly({ range, code = null, message }) {
  return { line: range.start.line, code, message };
}

/** Lua knows no empty list beside an empty object, and no null in one. */
function withoutEmpty(value) {
  if (Array.isArray(value)) return value.map(withoutEmpty);
  if (value === null || typeof value !== 'object') return value;
  const entries = Object.entries(value).filter(
    ([, one]) => one !== null && JSON.stringify(one) !== '[]' && JSON.stringify(one) !== '{}',
  );
  return Object.fromEntries(
    entries.map(([key, one]) => [key, withoutEmpty(one)]).sort(([a], [b]) => (a < b ? -1 : 1)),
  );
}

/** What Neovim is told of a file and answered, by a script that writes it down. */
function inNeovim(tree, vmops, home, environment, requests) {
  const [asked, answered, settings] = ['asked', 'answered', 'settings'].map((name) =>
    join(home, `neovim-${name}`),
  );
  writeFileSync(asked, JSON.stringify({ file: EXFAT, requests }));
  const command = [process.execPath, vmops, 'lsp', '--stdio'].map((word) => JSON.stringify(word)).join(', ');
  writeFileSync(
    settings,
    `vim.g.vmops_command = { ${command} }\nvim.g.vmops_root = ${JSON.stringify(tree)}\n` +
      `vim.g.vmops_asked = ${JSON.stringify(asked)}\nvim.g.vmops_answered = ${JSON.stringify(answered)}\n`,
  );
  const lua = (path) => ['-c', `luafile ${path}`];
  const scripts = ['attach.lua', 'ask.lua'].map((name) => join(projectRoot, 'test', 'neovim', name));
  const run = spawnSync('nvim', ['--headless', '--clean', ...[settings, ...scripts].flatMap(lua)], {
    cwd: tree,
    env: environment,
    encoding: 'utf8',
    timeout: LIMIT_MS,
  });
  assert.equal(run.status, 0, `${run.error ?? ''}${run.stdout}${run.stderr}`);
  return JSON.parse(readFileSync(answered, 'utf8'));
}
