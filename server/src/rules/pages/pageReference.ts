// SPDX-License-Identifier: GPL-2.0-only
import type { Exit } from '../../analysis/reports/report.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import type { Rule } from '../rule.ts';
import { atReturn, who } from '../shared/exits.ts';
import { byReturn } from '../shared/path.ts';

/** The page in vmf->page goes to core with one reference, which core puts when the entry goes. */
export const pageReference: Rule = {
  id: 'page-reference',
  title: 'the page in vmf->page goes to core without a reference, or with two',
  severity: 'error',
  basis: 'core',
  since: '2.6.23',
  until: null,
  fact: 'After 0, MAJOR or LOCKED core keeps the reference that comes with vmf->page, and puts it when the entry is unmapped or the fault fails. A page found by its address or in an object of the driver has none for core.',
  source: 'mm/memory.c __do_fault(), finish_fault(), do_cow_fault(); mm/rmap.c; 2.6.23 to 7.1',
  check({ reports }, emit) {
    const faults = reports.filter(({ op }) => op === 'fault');
    for (const how of ['none', 'many'] as const)
      for (const f of byReturn(faults, (exit) => (hands(exit, how) ? exit.values.filter(isSuccess) : [])))
        emit({
          ...atReturn(f, `${who(f.report)} ${WORDS[how]}`),
          severity: how === 'none' ? 'error' : 'warning',
        });
  },
};

const WORDS = {
  none: 'hands core the page in vmf->page without a reference for it: core puts one when the entry goes, and the page is freed while the driver still uses it; call get_page() on it first',
  many: 'takes two references to the page in vmf->page, of which core puts one: the page is never freed; take one',
};

function hands(exit: Exit, how: 'none' | 'many'): boolean {
  return !exit.assumed && exit.pageReference === how;
}

function isSuccess(atom: string): boolean {
  return bitsOf(atom)?.every((bit) => bit === 'LOCKED' || bit === 'MAJOR') ?? false;
}
