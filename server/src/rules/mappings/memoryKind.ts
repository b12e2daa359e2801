// SPDX-License-Identifier: GPL-2.0-only
import type { MemoryKind } from '../../analysis/models/allocators.ts';
import type { WrongMemory } from '../../analysis/reports/model/events.ts';
import { isSince } from '../../contracts/release.ts';
import type { Says } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, aboutMapping, saidAt } from '../shared/exits.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** An address leads to its page by the way that its allocator made. */
export const memoryKind: Rule = {
  id: 'memory-kind',
  title: 'memory is turned into a page, or mapped, by a function for another kind of memory',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'virt_to_page(), virt_to_phys() and their kin compute with the linear mapping, where kmalloc() and __get_free_pages() give memory; vmalloc(), vmap() and ioremap() give addresses outside of it, whose pages vmalloc_to_page() looks up. remap_vmalloc_range() takes memory of vmalloc_user() alone.',
  source:
    'arch/x86/mm/physaddr.c __phys_addr(); mm/vmalloc.c vmalloc_to_page(), remap_vmalloc_range_partial()',
  check({ kernel, reports, mappings, program }, emit) {
    const add = (wrong: WrongMemory, of: Pick<Draft, 'function' | 'table' | 'op'>) => {
      if (wrong.kind === 'slab' && wrong.callee.includes('_insert_page') && !isSince(kernel.release, '5.1'))
        return;
      const said = saidAt(wrong.place, program, `${of.function}()`, of);
      emit({
        once: spot(wrong.place),
        place: wrong.place,
        ...said.of,
        ...(wrong.isBack && { severity: 'warning' as const }),
        confidence: confidenceOf(wrong),
        says: wordsOf(wrong, said.subject),
        related: wayTo(wrong.trace, [{ place: wrong.given.place, message: `${wrong.given.by} gives it` }]),
      });
    };
    for (const report of reports) for (const wrong of report.wrongMemory) add(wrong, about(report));
    for (const { definition, wrongMemory } of mappings)
      for (const wrong of wrongMemory) add(wrong, aboutMapping(definition));
  },
};

function wordsOf({ callee, text, kind, given, isBack }: WrongMemory, who: string): Says {
  const asks = `${who} asks ${callee}() about ${text}, which ${given.by} gave`;
  if (kind === 'slab' && callee.includes('_insert_page'))
    return {
      fault: `${who} hands ${callee}() the page of ${text}, which ${given.by} gave`,
      consequences: [
        `that page is one of the slab allocator, and the call always fails with ${callee.startsWith('vmf') ? 'VM_FAULT_SIGBUS' : '-EINVAL'}`,
      ],
      advice: 'allocate the memory by get_zeroed_page()',
    };
  if (callee.startsWith('remap_vmalloc_range'))
    return kind === 'vmalloc' || kind === 'vmap' || kind === 'either'
      ? {
          fault: `${who} maps ${text} by ${callee}(), which ${given.by} gave without VM_USERMAP`,
          consequences: ['the call always fails with -EINVAL'],
          advice: 'allocate it by vmalloc_user()',
        }
      : {
          fault: `${who} maps ${text} by ${callee}(), which ${given.by} gave`,
          consequences: ['that is no memory of vmalloc(), and the call always fails with -EINVAL'],
          advice: 'use remap_pfn_range() or vm_insert_page(), or allocate it by vmalloc_user()',
        };
  if (given.by.startsWith('vmalloc_to_'))
    return {
      fault: `${who} counts on from the frame of one page (${text} of ${callee}()), which ${given.by} looked up`,
      consequences: ['pages of vmalloc() lie anywhere, and user space gets memory of others'],
      advice: 'map page by page, each looked up by its own address',
    };
  if (callee.startsWith('vmalloc_to'))
    return {
      fault: asks,
      consequences: [
        'that memory is not mapped by vmalloc(), and the walk of its page table gives no page, or a wrong one',
      ],
      advice: `use ${linear(callee)}`,
    };
  if (isBack)
    return {
      fault: `${asks}, and makes an address of the answer again`,
      consequences: [
        `that is ${text} itself at best, but on arm64 another address, for it lies outside of the linear mapping`,
      ],
      advice: `use ${text}`,
    };
  return {
    fault: asks,
    consequences: [
      'that address lies outside of the linear mapping, and what comes out is another page, or none',
    ],
    advice: instead(callee, kind),
  };
}

const linear = (callee: string) =>
  callee === 'vmalloc_to_pfn' ? 'virt_to_phys() >> PAGE_SHIFT' : 'virt_to_page()';

function instead(callee: string, kind: MemoryKind): string {
  if (kind === 'io') return 'keep the physical address that was mapped, and use that';
  return `use ${callee.endsWith('page') ? 'vmalloc_to_page()' : 'vmalloc_to_pfn()'} for each page`;
}
