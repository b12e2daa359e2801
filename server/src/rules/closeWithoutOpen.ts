import type { MappingReport } from '../analysis/report.ts';
import type { OpsTable, Program, ResolvedHandler } from '../facts/model.ts';
import { releasesOf } from '../facts/releases.ts';
import { tablesIn, tablesOf } from './mappings.ts';
import type { Draft, Rule } from './rule.ts';

/** Core copies a VMA on fork and on a split, and closes each copy. */
export const closeWithoutOpen: Rule = {
  id: 'close-without-open',
  title: 'close drops what no open takes for a copy',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'A fork, or a munmap() or mprotect() of a part, copies the VMA with its vm_private_data and calls open for the copy; close is called for each. A table without open drops more references than were taken.',
  source: 'kernel/fork.c dup_mmap(); mm/mmap.c __split_vma(), remove_vma()',
  check({ handlers, mappings, program }) {
    const drafts = new Map<string, Draft>();
    for (const handler of handlers) {
      const { table, member } = handler;
      if (member.op !== 'close' || member.handler === null || table.form === 'copy' || table.writtenAtRunTime)
        continue;
      if (table.members.some(({ op }) => COUNTED.has(op))) continue;
      if (!isCopied(table, mappings, program)) continue;
      for (const draft of judge(handler)) drafts.set(`${draft.place.file.path}:${draft.place.start}`, draft);
    }
    return [...drafts.values()];
  },
};

/** Members that count the copies, or refuse the split. */
const COUNTED = new Set(['open', 'may_split', 'split']);

function judge({ table, definitions }: ResolvedHandler): Draft[] {
  const drafts: Draft[] = [];
  for (const definition of definitions) {
    const text = definition.file.text.slice(definition.item.start, definition.item.end);
    // It looks at the size, or at who else maps: the pieces are counted.
    if (/\b(?:vma|area)->vm_(?:start|end|pgoff)\b|\bvma_pages\b/.test(text)) continue;
    const release = releasesOf(definition)[0];
    if (!release) continue;
    drafts.push({
      place: release.place,
      function: definition.name,
      table: table.name,
      op: 'close',
      confidence: 'medium',
      message: `close handler ${definition.name}() ${release.what}, but ${table.name} has no open: a fork or a split copies the VMA with its vm_private_data, and each copy drops it once more; take a reference in open, or refuse both with may_split and VM_DONTCOPY`,
      related: [{ place: table.place, message: `${table.name} has no open` }],
    });
  }
  return drafts;
}

/** Some function maps with the table, and none that is known keeps copies away. */
function isCopied(table: OpsTable, mappings: MappingReport[], program: Program): boolean {
  const exits = mappings.flatMap((m) => {
    const own = m.exits.filter((exit) => tablesOf(m, exit, program).includes(table));
    return own.length > 0 || !tablesIn(m, program).includes(table) ? own : m.exits;
  });
  return (
    exits.length > 0 &&
    !exits.some(({ set, open }) => set.has('VM_DONTCOPY') || open.has('VM_DONTCOPY') || open.has('*'))
  );
}
