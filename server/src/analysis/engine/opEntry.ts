// SPDX-License-Identifier: GPL-2.0-only
/** What core has seen to before it calls an op. */
import type { OpContract } from '../../contracts/model.ts';
import { ACCESS_ADDRESS, ACCESS_LENGTH } from '../state/affine.ts';
import { NON_NULL, ZERO } from '../state/domain.ts';
import { VmaFlags } from '../state/knownFlags.ts';
import { setFlags } from '../state/properties/vmaFlags.ts';
import type { State } from '../state/state.ts';
import type { Sym } from '../state/symbols.ts';
import { faultParameter } from './entryState.ts';
import type { Frame } from './frame.ts';

/** What core promises on entry; returns how to find the page of interest in a state. */
export function assumeEntry(
  x: Frame,
  op: string,
  contract: OpContract | undefined,
  state: State,
): (at: State) => Sym | null {
  const { symbols } = x.context;
  if (op === 'access') nameAccess(x, state);
  const mmap = contract?.entry.mmapLock ?? 'read';
  if (mmap === 'none' || mmap === 'write-or-none') state.mmap = 'unknown';
  const index = faultParameter(x);
  if (index < 0) {
    const page = x.graph.parameters.findIndex((p) => /\bstruct page \*/.test(p.type));
    if (page < 0) return () => null;
    state.setDomain(symbols.parameter(page), NON_NULL);
    return () => symbols.parameter(page);
  }
  const vmf = symbols.parameter(index);
  const loc = symbols.field(vmf, 'page');
  if (contract?.entry.page === 'absent') {
    state.store(loc, symbols.zero);
    x.givesNoPage = true;
  } else if (contract) state.setDomain(state.load(loc), NON_NULL);
  const flags = state.load(symbols.field(vmf, 'flags'));
  const fact = (flag: string, truth: boolean) => {
    const mask = symbols.initial(symbols.variable(flag, false), 0);
    state.setDomain(symbols.binary('&', flags, mask), truth ? NON_NULL : ZERO);
  };
  // cow_page belongs to do_cow_fault() alone, which calls fault and nothing else.
  if (op !== 'fault') state.store(symbols.field(vmf, 'cow_page'), symbols.zero);
  if (op === 'page_mkwrite' || op === 'pfn_mkwrite') {
    fact('FAULT_FLAG_MKWRITE', true);
    fact('FAULT_FLAG_WRITE', true);
    // do_page_mkwrite() hides every other flag; wp_pfn_shared() of 4.10+ does not.
    if (op === 'page_mkwrite') fact('FAULT_FLAG_ALLOW_RETRY', false);
    // do_wp_page() and do_shared_fault() ask these of shared mappings that may be written alone.
    for (const vma of x.vmas) setFlags(state, vma, VmaFlags.WRITTEN);
  } else if (op === 'fault' || op === 'map_pages') fact('FAULT_FLAG_MKWRITE', false);
  return (at) => at.load(loc);
}

/** access(vma, addr, buf, len, write): the address and the length are user space's. */
function nameAccess(x: Frame, state: State): void {
  const { symbols } = x.context;
  const [vma] = x.vmas;
  const { parameters } = x.graph;
  if (vma === undefined || parameters.length !== 5) return;
  const give = (n: number, field: string) => {
    const name = parameters[n]?.name;
    if (name) state.store(x.evaluator.variable(name), symbols.initial(symbols.field(vma, field), 0));
  };
  give(1, ACCESS_ADDRESS);
  give(3, ACCESS_LENGTH);
}
