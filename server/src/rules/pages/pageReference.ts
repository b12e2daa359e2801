// SPDX-License-Identifier: GPL-2.0-only

import type { Exit } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import { folderOf } from '../../facts/functions/texts.ts';
import type { FunctionDefinition, Program } from '../../facts/model.ts';
import { isNamedIn } from '../../facts/names/words.ts';
import { type Says, withSubject } from '../../findings/says.ts';
import type { Rule } from '../rule.ts';
import { atReturn, isPageHanded, who } from '../shared/exits.ts';
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
  check({ reports, program }, emit) {
    const faults = reports.filter(({ op }) => op === 'fault');
    for (const how of ['none', 'many', 'left'] as const) {
      const is = how === 'left' ? isInserted : isPageHanded;
      for (const f of byReturn(faults, (exit, report) =>
        hands(exit, how, report) ? exit.values.filter(is) : [],
      )) {
        if (how === 'left' && putsPages(f.report.definition, program)) continue;
        emit({
          ...atReturn(f, withSubject(who(f.report), WORDS[how])),
          severity: how === 'none' ? 'error' : 'warning',
        });
      }
    }
  },
};

const WORDS: Record<'none' | 'many' | 'left', Says> = {
  none: {
    fault: 'hands core the page in vmf->page without a reference for it',
    consequences: ['core puts one when the entry goes, and the page is freed while the driver still uses it'],
    advice: 'call get_page() on it first',
  },
  many: {
    fault: 'takes two references to the page in vmf->page, of which core puts one',
    consequences: ['the page is never freed'],
    advice: 'take one',
  },
  left: {
    fault: 'takes a reference to the page that it inserts, and nothing in its folder puts one',
    consequences: [
      'the entry of a page frame holds none, and vm_insert_page() takes its own, so that the page is never freed',
    ],
    advice: 'leave get_page() out',
  },
};

const PUTS = [
  'put_page',
  'folio_put',
  'folio_put_refs',
  'put_page_testzero',
  'page_cache_release',
  'release_pages',
  'put_user_page',
  'unpin_user_page',
  '__page_frag_cache_drain',
  'page_ref_dec',
];

/** Somebody may put what the handler took: what the folder has loaded names a function that does. */
function putsPages({ file }: FunctionDefinition, program: Program): boolean {
  const folder = folderOf(file.path);
  for (const other of program.files.values())
    if (folderOf(other.file.path) === folder && PUTS.some((name) => isNamedIn(name, other.file))) return true;
  return false;
}

const isInserted = (atom: string) => bitsOf(atom)?.join() === 'NOPAGE';

function hands(exit: Exit, how: Exit['pageReference'], report: HandlerReport): boolean {
  return !exit.assumed && (exit.pageReference === how || (how === 'none' && givesLast(exit, report)));
}

/** The reference of the allocation: another way takes one for core of the page that it finds where this one puts it. */
function givesLast({ pageReference, pageMember }: Exit, { exits }: HandlerReport): boolean {
  if (pageReference !== 'kept') return false;
  return exits.some((other) => other.pageReference === 'taken' && other.pageMember === pageMember);
}
