// SPDX-License-Identifier: GPL-2.0-only
/** What is checked in the real editor on a real kernel tree. Nothing is keyed by line: stable releases move them. */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { placesIn } from './places.mjs';
import {
  closePanel,
  cursor,
  hoverAtCursor,
  languageStatus,
  leave,
  lenses,
  openByKey,
  openFile,
  openMatrix,
  problems,
  quickFix,
  revert,
  shown,
  soon,
  squiggles,
} from './workbench.mjs';

const FILE = 'fs/exfat/file.c';
const DOCUMENT = 'Documentation/filesystems/locking.rst';

/** Returns the checks for a tree; `expected` is the list of findings that test/corpus has for it. */
export function kernelChecks(tree, expected) {
  const { linesOf, placeOf } = placesIn(tree);
  const [, version, patchlevel, sublevel] =
    /^VERSION = (\d+)\nPATCHLEVEL = (\d+)\nSUBLEVEL = (\d+)/m.exec(linesOf('Makefile').join('\n')) ?? [];
  const release = `Linux ${version}.${patchlevel}.${sublevel}`;

  return [
    [
      'the findings of a real file are in the Problems panel',
      async (page) => {
        const [finding, ...others] = expected.filter(({ file }) => file === FILE);
        assert.deepEqual([finding.rule, finding.count, others], ['fault-code-not-allowed', 1, []]);
        await openFile(page, FILE, placeOf(FILE, 'return VM_FAULT_RE|TRY'));
        await soon(async () => (await problems(page))[0], 'file.c fs/exfat 1');
        const [, row] = await problems(page);
        assert.ok(
          row.startsWith(
            `return VM_FAULT_NOPAGE to have the access run again: page_mkwrite handler ${finding.function}()`,
          ),
          row,
        );
        await closePanel(page);
        await soon(() => squiggles(page, 'error'), 1);
      },
    ],
    [
      'its lenses tell who uses the handler and who installs the table',
      async (page) => {
        const seen = async () => (await lenses(page)).includes('page_mkwrite of exfat_file_vm_ops');
        await soon(seen, true);
        await openFile(page, FILE, placeOf(FILE, 'vm_operations_struct exfat_file_vm|_ops'));
        const installed = async () => (await lenses(page)).find((lens) => lens.includes('installed by'));
        await soon(
          async () => /^1 finding \| installed by exfat_file_mmap\(\)/.test(await installed()),
          true,
        );
      },
    ],
    [
      'a fix takes the finding away, and nothing is written to the tree',
      async (page) => {
        const before = readFileSync(join(tree, FILE), 'utf8');
        await openFile(page, FILE, placeOf(FILE, 'return VM_FAULT_RE|TRY'));
        await quickFix(page, 'Allow fault-code-not-allowed in exfat_page_mkwrite(), with a reason');
        await soon(() => squiggles(page, 'error'), 0);
        await revert(page);
        await soon(() => squiggles(page, 'error'), 1);
        assert.equal(readFileSync(join(tree, FILE), 'utf8'), before);
      },
    ],
    [
      'the page of an op quotes the locking document of the tree, and links to the line',
      async (page) => {
        await openFile(page, FILE, placeOf(FILE, '.page_mk|write'));
        const { hover, said } = await hoverAtCursor(page, 'page_mkwrite ·');
        const text = said.replace(/\s+/g, ' ');
        assert.ok(text.includes(`page_mkwrite · ${release}`), text);
        const document = linesOf(DOCUMENT);
        const first = document.findIndex((line) => line.startsWith('->page_mkwrite() '));
        const paragraph = document.slice(first, document.indexOf('', first)).join(' ').replace(/\s+/g, ' ');
        assert.ok(text.includes(paragraph), text);
        const links = hover.locator('a', { hasText: `${DOCUMENT}:${first + 1}` });
        await links.first().click();
        await page.locator('.tab.active', { hasText: 'locking.rst' }).waitFor();
        await soon(() => cursor(page), `Ln ${first + 1}, Col 1`);
        await leave(page);
      },
    ],
    [
      'the definitions of a handler in other files are found, for machines with and without an MMU',
      async (page) => {
        await openFile(page, FILE, placeOf(FILE, '= filemap_fa|ult'));
        const files = page.locator('.zone-widget .ref-tree .reference-file .label-name');
        await openByKey(page, 'F12', files.first());
        await soon(() => files.allInnerTexts(), ['filemap.c', 'nommu.c']);
        await page.keyboard.press('Escape');
      },
    ],
    [
      'the op that mm/memory.c calls has its page',
      async (page) => {
        await openFile(page, 'mm/memory.c', placeOf('mm/memory.c', 'vma->vm_ops->fa|ult(vmf)'));
        await hoverAtCursor(page, `fault · ${release}`);
        await leave(page);
      },
    ],
    [
      'the status item tells the release of the tree',
      async (page) => {
        const [text, detail] = await languageStatus(page, release);
        assert.equal(text, release);
        assert.match(detail, /^1\d\d tables, [\d,]+ files/);
      },
    ],
    [
      'the matrix has every table of the tree, and as many findings as the list of the corpus',
      async (page) => {
        const matrix = await openMatrix(page);
        const count = expected.reduce((sum, finding) => sum + finding.count, 0);
        const title = () => shown(matrix.locator('#title'));
        // What a function without a table maps has no row.
        await soon(async () => {
          const found = Number(/ (\d+) findings$/.exec(await title())?.[1] ?? 0);
          return found > 0 && found <= count;
        }, true);
        const [, tables] = /: (\d+) tables,/.exec(await title());
        assert.ok(Number(tables) > 130, tables);
        assert.equal(await matrix.locator('tbody [role=row]').count(), Number(tables));
        await matrix.locator('#filter').fill('exfat page_mkwrite');
        await soon(() => matrix.locator('tbody .name').allInnerTexts(), ['exfat_file_vm_ops']);
        await page.keyboard.press('Enter');
        await page.keyboard.press('Enter');
        await page.locator('.tab.active', { hasText: 'file.c' }).waitFor();
        const [line] = placeOf(FILE, 'vm_operations_struct exfat_file_vm_ops|').split(':');
        await soon(async () => (await cursor(page)).split(',')[0], `Ln ${line}`);
      },
    ],
  ];
}
