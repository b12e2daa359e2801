// SPDX-License-Identifier: GPL-2.0-only
import type { Kernel } from '../../contracts/model.ts';
import { formatRelease } from '../../contracts/release.ts';
import type { OpsTable, TableMember } from '../../facts/model.ts';
import type { Fix } from '../../findings/finding.ts';
import { entryLines } from '../fixes/newOp.ts';
import type { Rule } from '../rule.ts';
import { compiledMembers, isForThisKernel } from '../shared/compiled.ts';

/** A member that this release's struct does not have does not compile; the author works from another release. */
export const unknownOp: Rule = {
  id: 'unknown-op',
  title: 'the table sets a member that the struct does not have',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: "The members of struct vm_operations_struct change between releases; a table can only set those of the tree's own header.",
  source: 'include/linux/mm.h, struct vm_operations_struct, 2.6.9 to 7.1',
  check({ kernel, tables, structMembers = [] }, emit) {
    const unknown = tables.flatMap((table) =>
      compiledMembers(table, kernel.release)
        .filter(
          (member) =>
            !kernel.ops.has(member.op) &&
            isForThisKernel([...table.guards, ...member.guards], kernel.release),
        )
        .map((member) => ({
          place: member.opPlace,
          table: table.name,
          op: member.op,
          says: {
            fault: `struct vm_operations_struct of ${formatRelease(kernel.release)} has no member ${member.op}`,
            consequences: successor(member.op, kernel),
          },
          fix: rename(table, member, kernel) ?? withoutEntry(table, member, kernel),
        })),
    );
    for (const draft of unknown) emit(draft);
    for (const { struct, table, member, contract } of structMembers) {
      const isKnown = contract !== null || member.form === 'positional';
      if (isKnown || !isForThisKernel([...table.guards, ...member.guards], kernel.release)) continue;
      emit({
        place: member.opPlace,
        table: table.name,
        op: member.op,
        says: { fault: `struct ${struct} of ${formatRelease(kernel.release)} has no member ${member.op}` },
      });
    }
  },
};

function successor(op: string, kernel: Kernel): string[] {
  const removed = kernel.removed.get(op);
  if (removed) {
    const last = `it was last in ${formatRelease(removed.last)}`;
    return [removed.replacedBy ? `${last}, use ${removed.replacedBy}` : `${last} and has no successor`];
  }
  const future = kernel.future.get(op);
  return future ? [`it comes with ${formatRelease(future.first)}`] : [];
}

/** split became may_split; a successor with other parameters needs another handler. */
function rename(table: OpsTable, { op, opPlace, form }: TableMember, kernel: Kernel): Fix | null {
  const next = kernel.removed.get(op)?.replacedBy;
  if (op !== 'split' || next !== 'may_split' || !kernel.ops.has(next) || form === 'positional') return null;
  if (table.members.some((other) => other.op === next)) return null;
  return { title: `Rename to ${next}`, safe: true, edits: [{ place: opPlace, text: next }] };
}

/** Nothing takes the place of an op that is to come, or that went without a successor. */
function withoutEntry(table: OpsTable, member: TableMember, kernel: Kernel): Fix | null {
  const { op, form } = member;
  const removed = kernel.removed.get(op);
  if (form !== 'designated' || removed?.replacedBy || !(removed || kernel.future.has(op))) return null;
  const place = entryLines(member);
  return place && { title: `Remove .${op} from ${table.name}`, safe: false, edits: [{ place, text: '' }] };
}
