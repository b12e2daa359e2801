// SPDX-License-Identifier: GPL-2.0-only
/** What a kernel developer looks up many times a day, in the real editor on a real tree. Nothing is keyed by line. */
import assert from 'node:assert/strict';
import { placesIn } from './places.mjs';
import { hoverAtCursor, leave, lenses, linesWith, openFile, revert, shown, soon } from './workbench.mjs';

const EXFAT = 'fs/exfat/file.c';
const XFS = 'fs/xfs/xfs_file.c';
const FILEMAP = 'mm/filemap.c';
const TTM = 'drivers/gpu/drm/ttm/ttm_bo_vm.c';

/** What handlers and mapping functions call or name, where, and words that its page has. */
const NAMED = [
  ['fs/btrfs/file.c', 'vmf_er|ror(', 'Converts err: -ENOMEM becomes VM_FAULT_OOM'],
  ['fs/ext4/inode.c', 'vmf_fs_er|ror(', 'Converts err: 0 becomes VM_FAULT_LOCKED'],
  ['fs/ext4/inode.c', 'sb_start_page|fault(', 'Takes freeze protection'],
  ['fs/iomap/buffered-io.c', 'folio_mkwrite_check_trun|cate(', 'checks that the page was not truncated'],
  ['mm/memory.c', 'finish_fa|ult(vmf)', 'the PTE is installed'],
  [XFS, 'iomap_page_mk|write(', 'takes the page lock'],
  ['fs/ext4/file.c', 'dax_iomap_fa|ult(', 'the PTE is installed'],
  ['drivers/gpu/drm/tegra/gem.c', 'vm_flags_m|od(', 'Sets the VM flags in set'],
  ['drivers/gpu/drm/tegra/gem.c', 'vm_flags_cl|ear(', 'Clears the VM flags in flags'],
  ['drivers/gpu/drm/rockchip/rockchip_drm_gem.c', 'vm_map_pa|ges(', 'sets VM_MIXEDMAP'],
  ['drivers/gpu/drm/rockchip/rockchip_drm_gem.c', 'dma_mmap_at|trs(', 'May sleep'],
  ['fs/userfaultfd.c', 'release_fault_l|ock(', 'Drops mmap_lock, or the VMA lock'],
  ['fs/userfaultfd.c', 'VM_UFFD_MI|SSING', 'handles faults on missing pages'],
  ['fs/proc/task_mmu.c', 'VM_SEA|LED', 'mseal()'],
  ['fs/ext4/file.c', 'vm_operations_str|uct ext4_file_vm_ops', 'What core calls of a mapping'],
  ['fs/ext4/file.c', 'int ext4_file_mm|ap(', 'Installs ext4_dax_vm_ops'],
];

/** Returns the checks for a tree. */
export function kernelPageChecks(tree) {
  const { linesOf, placeOf } = placesIn(tree);

  return [
    [
      'what handlers call, and what they name, has its page',
      async (page) => {
        for (const [path, marked, words] of NAMED) {
          await openFile(page, path, placeOf(path, marked));
          // A lens that comes late closes the hover before it is read.
          const has = async () => {
            const { said } = await hoverAtCursor(page, words);
            await leave(page);
            return [marked, said.includes(words)];
          };
          await soon(has, [marked, true]);
        }
      },
    ],
    [
      'the page of filemap_fault() has a part for machines with an MMU and one for those without',
      async (page) => {
        await openFile(page, EXFAT, placeOf(EXFAT, '= filemap_fa|ult'));
        const { said } = await hoverAtCursor(page, 'filemap_fault()');
        const lines = said.split('\n').filter((line) => line.trim() !== '');
        const start = lines.indexOf('filemap_fault()');
        const [, role, entry, allowed, withMmu, without, used] = lines.slice(start);
        assert.match(role, /^as fault: Finds the page behind a faulting address/);
        assert.match(
          entry,
          /^On entry: mmap_lock is held for reading, or the per-VMA lock alone when the table also has map_pages · /,
        );
        assert.match(allowed, /^Allowed: 0, LOCKED, NOPAGE, RETRY, /);
        assert.match(withMmu, /^with CONFIG_MMU: Returns VM_FAULT_LOCKED, page locked · /);
        assert.equal(without, 'without CONFIG_MMU: Never returns');
        assert.match(used, /^Used by .* and \d+ more · Documentation\/filesystems\/locking\.rst:\d+$/);
        await leave(page);
      },
    ],
    [
      'the lens of a handler stands above its type, and that of a table of many drivers has their number',
      async (page) => {
        await openFile(page, XFS, placeOf(XFS, '^xfs_filemap_fa|ult('));
        await soon(async () => (await lenses(page)).includes('fault of xfs_file_vm_ops'), true);
        const order = await page.evaluate(() => {
          const top = (one) => one.getBoundingClientRect().top;
          const lens = [...document.querySelectorAll('.editor-instance .codelens-decoration')].find((one) =>
            one.textContent.includes('fault of xfs_file_vm_ops'),
          );
          const rows = [...document.querySelectorAll('.editor-instance .view-line')]
            .sort((a, b) => top(a) - top(b))
            .map((row) => [row.textContent.replaceAll('\u00a0', ' ').trim(), top(row)]);
          return rows
            .filter(([, at]) => at > top(lens))
            .slice(0, 2)
            .map(([text]) => text);
        });
        assert.equal(order[0], 'static vm_fault_t', order.join('\n'));
        await openFile(page, TTM, placeOf(TTM, 'vm_operations_struct ttm_bo_vm|_ops'));
        const installers = async () =>
          (await lenses(page)).filter((lens) => lens.includes('installed by 2 functions')).length;
        await soon(installers, 1);
        await openFile(page, FILEMAP, placeOf(FILEMAP, 'vm_operations_struct generic_file_vm|_ops'));
        const many = page.locator('.codelens-decoration a', { hasText: /^installed by \d+ functions$/ });
        await many.first().waitFor();
        const count = Number(/\d+/.exec(await shown(many.first()))[0]);
        await many.first().click();
        // Of the files that do, the first one is unfolded.
        const files = page.locator('.zone-widget .ref-tree .monaco-list-row .reference-file');
        await soon(async () => (await files.count()) > 1 && (await files.count()) <= count, true);
        await page.keyboard.press('Escape');
      },
    ],
    [
      'hints have the words of the kernel: no notation of the analysis, none longer than 60 characters',
      async (page) => {
        for (const path of [XFS, TTM, 'fs/ext4/file.c', 'mm/shmem.c', 'drivers/vfio/pci/vfio_pci_core.c']) {
          const table = linesOf(path).findIndex((line) => /vm_operations_struct \w+ = \{$/.test(line));
          await openFile(page, path, table + 3);
          await soon(async () => (await linesWith(page, '→')).length > 0, true);
          for (const line of await linesWith(page, '→')) {
            const hint = line.slice(line.indexOf('→'));
            assert.ok(hint.length <= 60 && !/[?!]|unknown|[A-Z]\|[A-Z]/.test(hint), hint);
          }
        }
      },
    ],
    [
      'behind .open = of a real table there is no open of file_operations',
      async (page) => {
        await openFile(page, XFS, placeOf(XFS, '.pfn_mkwrite	= xfs_filemap_pfn_mk|write'));
        await page.keyboard.press('End');
        await page.keyboard.press('Enter');
        await page.keyboard.type('.open = ');
        await page.keyboard.press('Control+Space');
        const rows = page.locator('.suggest-widget .monaco-list-row .label-name');
        await soon(async () => (await rows.count()) > 0, true);
        const labels = await rows.allInnerTexts();
        assert.equal(labels.includes('xfs_file_open'), false, labels.join(', '));
        await page.keyboard.press('Escape');
        await revert(page);
      },
    ],
  ];
}
