// SPDX-License-Identifier: GPL-2.0-only
/** Reads through vmf->page in an op that core gives no page. */
import { remembered } from '../../text/remembered.ts';
import type { CallInstruction, Graph, Pure } from '../cfg/cfg.ts';
import { walk } from '../cfg/walk.ts';
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';

/** Reports the members of the absent page that an expression reads. */
export function readsOfAbsentPage(x: Frame, e: Pure, state: State): void {
  walk(e, (part) => {
    if (part.k === 'member' && part.arrow && isAbsentPage(x, part.object, state))
      x.events.absentPage(x.text(part), x.place(part), state);
  });
}

/** Reports a call that looks into a page and is handed the absent one. */
export function callOnAbsentPage(x: Frame, i: CallInstruction, state: State): void {
  const name = i.callee.k === 'name' ? i.callee.name : '';
  if (!LOOK_INTO_PAGE.has(name)) return;
  const page = i.args.find((arg) => isAbsentPage(x, arg, state));
  if (page) x.events.absentPage(`${name}(${x.text(page)})`, x.place(i), state);
}

/** Functions of include/linux/mm.h, pagemap.h and page-flags.h that read struct page at once. */
const LOOK_INTO_PAGE: ReadonlySet<string> = new Set([
  'lock_page',
  'lock_page_killable',
  'trylock_page',
  'unlock_page',
  'get_page',
  'put_page',
  'page_cache_get',
  'page_cache_release',
  'page_folio',
  'set_page_dirty',
  'set_page_dirty_lock',
  'PageLocked',
  'PageDirty',
  'PageUptodate',
  'PageError',
  'PageWriteback',
  'PagePrivate',
  'SetPageDirty',
  'SetPageUptodate',
  'SetPageError',
  'SetPageReserved',
  'ClearPageDirty',
  'ClearPageUptodate',
  'wait_on_page_writeback',
  'wait_on_page_locked',
  'wait_for_stable_page',
  'page_offset',
  'page_index',
  'page_mapping',
  'page_count',
]);

function isAbsentPage(x: Frame, e: Pure, state: State): boolean {
  if (x.evaluator.value(e, state) !== x.context.symbols.zero) return false;
  if (e.k === 'name') return copiesOf(x.graph).has(e.name);
  return e.k === 'member' && isPageOfFault(e, x.graph);
}

/** Local variables to which vmf->page and nothing else is ever stored. */
const copiesOf = remembered((graph: Graph): ReadonlySet<string> => {
  const found = new Set<string>();
  const other = new Set<string>();
  for (const { instructions } of graph.blocks)
    for (const i of instructions) {
      if (i.op === 'assign' && i.target.k === 'name')
        (isPageOfFault(i.value, graph) ? found : other).add(i.target.name);
      if (i.op === 'call')
        for (const arg of i.args) if (arg.k === 'address' && arg.of.k === 'name') other.add(arg.of.name);
    }
  return new Set([...found].filter((name) => !other.has(name)));
});

function isPageOfFault(e: Pure, { types }: Graph): boolean {
  if (e.k !== 'member' || e.field !== 'page' || !e.arrow || e.object.k !== 'name') return false;
  return /\bstruct vm_fault \*/.test(types.get(e.object.name) ?? '');
}
