// SPDX-License-Identifier: GPL-2.0-only
/** What the pages of library functions and results say. */
import { expect, test } from 'vitest';
import type { Entry } from '../../server/src/analysis/models/entry.ts';
import { helperFiles, helpersFor } from '../../server/src/analysis/models/table.ts';
import type { Release } from '../../server/src/contracts/model.ts';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { linesOf, valuesText } from '../../server/src/lsp/pages/library.ts';
import { resultsInWords, resultsOf } from '../../server/src/report/results.ts';

const linesIn = (name: string, release: string) => {
  const helper = helpersFor(parseRelease(release) as Release).get(name);
  return helper ? linesOf(helper) : [];
};

test.each([
  [
    'vmf_error',
    '6.12',
    'Converts argument 1: `-ENOMEM` becomes `VM_FAULT_OOM`, `-EHWPOISON` becomes `VM_FAULT_HWPOISON`, any other value `VM_FAULT_SIGBUS`',
  ],
  [
    'vmf_error',
    '6.1',
    'Converts argument 1: `-ENOMEM` becomes `VM_FAULT_OOM`, any other value `VM_FAULT_SIGBUS`',
  ],
  ['sb_start_pagefault', '6.12', 'Takes freeze protection'],
  ['vm_flags_set', '6.12', 'Sets the VM flags in argument 2'],
  ['vm_flags_clear', '6.12', 'Clears the VM flags in argument 2'],
])('%s() in %s', (name, release, line) => {
  expect(linesIn(name, release)).toContain(line);
});

test('no page of a library function shows the notation of the analysis', () => {
  const names = Object.values(helperFiles).flatMap(({ helpers }) =>
    (helpers as Entry[]).flatMap(({ name = [], names = [] }) => [name, names].flat()),
  );
  for (const release of ['3.16', '4.19', '6.1', '6.12', '7.0']) {
    const table = helpersFor(parseRelease(release) as Release);
    const shown = names.flatMap((name) => {
      const helper = table.get(name);
      if (helper === undefined) return [];
      const values = valuesText(helper.outcomes.flatMap(({ returns }) => returns));
      return [[name, ...linesOf(helper), values].join('; ')];
    });
    expect(shown.length).toBeGreaterThan(100);
    expect(shown.filter((text) => /\?|undefined|`\+`|[A-Z]\|[A-Z]/.test(text))).toEqual([]);
  }
});

test.each([
  'vmf_fs_error',
  'finish_fault',
  'folio_mkwrite_check_truncate',
  'iomap_page_mkwrite',
  'dax_iomap_fault',
  'vm_map_pages',
  'dma_mmap_coherent',
  'dma_mmap_attrs',
  'release_fault_lock',
])('%s() has a page', (name) => {
  const lines = linesIn(name, '6.12');
  expect(lines).not.toEqual([]);
  expect(lines.join()).not.toMatch(/\?|undefined|[A-Z]\|[A-Z]/);
});

test('results: success first, no notation of the analysis, MAJOR only where it is written out', () => {
  const exit = (values: string[]) => ({ values, pageLock: 'unknown', mmapLock: 'held' });
  const exits = [exit(['SIGBUS', '?!0']), exit(['LOCKED|MAJOR', '-E?']), exit(['NOPAGE']), exit(['0'])];
  // biome-ignore lint/suspicious/noExplicitAny: only what is read of a report
  const results = resultsOf([{ exits } as any]);
  expect(results.known.map(({ short }) => short)).toEqual(['LOCKED', 'NOPAGE', '0', 'SIGBUS', '-errno']);
  expect(resultsInWords(results)).toEqual([
    '`VM_FAULT_LOCKED | VM_FAULT_MAJOR`',
    '`VM_FAULT_NOPAGE`',
    '`0`',
    '`VM_FAULT_SIGBUS`',
    'a negative errno',
    'what an opaque callee returns',
  ]);
});
