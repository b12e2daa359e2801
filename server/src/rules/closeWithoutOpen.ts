import type { MappingExit, MappingReport } from '../analysis/report.ts';
import type { FunctionDefinition, OpsTable, Program, ResolvedHandler } from '../facts/model.ts';
import { type Release, releasesOf } from '../facts/releases.ts';
import { mayInstall, tablesIn, tablesOf } from './mappings.ts';
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
      for (const draft of judge(handler, program))
        drafts.set(`${draft.place.file.path}:${draft.place.start}`, draft);
    }
    return [...drafts.values()];
  },
};

/** Members that count the copies, or refuse the split. */
const COUNTED = new Set(['open', 'may_split', 'split']);

function judge({ table, definitions }: ResolvedHandler, program: Program): Draft[] {
  const drafts: Draft[] = [];
  for (const definition of definitions) {
    if (countsPieces(definition)) continue;
    const release = releasesOf(definition)[0] ?? releaseBelow(definition, program);
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

/** What a function releases that the handler hands the VMA on to. */
function releaseBelow(definition: FunctionDefinition, program: Program): Release | null {
  const { file, item } = definition;
  for (const match of file.text.slice(item.bodyStart, item.end).matchAll(HANDS_ON)) {
    const below = program.lookup(match[1] as string, file);
    const release = below.map((callee) => (countsPieces(callee) ? undefined : releasesOf(callee)[0]));
    if (release[0] === undefined || release.includes(undefined)) continue;
    const start = item.bodyStart + match.index;
    const place = { file, start, end: start + match[0].length };
    return { place, what: `calls ${match[0]}, which ${release[0].what}` };
  }
  return null;
}

const HANDS_ON = /\b([a-z_]\w*)\s*\(\s*(?:vma|area)\s*\)/g;

/** It looks at the size, or at who else maps: the pieces are counted. */
function countsPieces({ file, item }: FunctionDefinition): boolean {
  return /\b(?:vma|area)->vm_(?:start|end|pgoff)\b|\bvma_pages\b/.test(file.text.slice(item.start, item.end));
}

/** On some way to map with the table nothing keeps copies away; on every one where it cannot be told which has it. */
function isCopied(table: OpsTable, mappings: MappingReport[], program: Program): boolean {
  const own = mappings.flatMap((m) => m.exits.filter((exit) => tablesOf(m, exit, program).includes(table)));
  if (own.length > 0) return own.some(letsCopy);
  const merged = mappings.filter((m) => tablesIn(m, program).includes(table)).flatMap(({ exits }) => exits);
  if (merged.length > 0) return merged.every(letsCopy);
  return mappings.some((m) => m.exits.some(letsCopy) && mayInstall(m, table, program));
}

const letsCopy = ({ set, open }: MappingExit) =>
  !set.has('VM_DONTCOPY') && !open.has('VM_DONTCOPY') && !open.has('*');
