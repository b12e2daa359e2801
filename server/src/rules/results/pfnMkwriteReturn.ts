// SPDX-License-Identifier: GPL-2.0-only
import type { Exit } from '../../analysis/reports/model/exits.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import type { Kernel } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import type { Fix } from '../../findings/finding.ts';
import type { Sequel } from '../../findings/says.ts';
import { either } from '../../text/words.ts';
import { returnInstead, returnOf } from '../fixes/returns.ts';
import type { Rule } from '../rule.ts';
import { atValue, who } from '../shared/exits.ts';
import { byReturn, type ExitFinding, written } from '../shared/path.ts';

/** What the document says of pfn_mkwrite since 4.1: VM_FAULT_NOPAGE, or one of VM_FAULT_ERROR. */
export const pfnMkwriteReturn: Rule = {
  id: 'pfn-mkwrite-return',
  title: 'pfn_mkwrite returns something other than VM_FAULT_NOPAGE or an error',
  severity: 'warning',
  basis: 'documentation',
  since: '4.1',
  until: null,
  fact: 'The locking document asks pfn_mkwrite for VM_FAULT_NOPAGE or one of the VM_FAULT_ERROR bits. Since 4.10 core also accepts 0: it rechecks the entry and makes it writable.',
  source: 'locking document, vm_operations_struct, pfn_mkwrite; mm/memory.c wp_pfn_shared()',
  check({ kernel, reports, contract }, emit) {
    const inPfnMkwrite = reports.filter((r) => r.op === 'pfn_mkwrite');
    const found = byReturn(inPfnMkwrite, (exit) =>
      exit.values.filter((a) => offends(a, exit, kernel) && !(a === '0' && contract === 'core')),
    );
    for (const f of found)
      emit({
        ...atValue(f, {
          fault: `${who(f.report)} returns ${either(f.atoms.map(written))}`,
          ...sequelOf(f.atoms, kernel),
        }),
        fix: noPage(f, kernel),
      });
  },
};

function offends(atom: string, { assumed }: Pick<Exit, 'assumed'>, kernel: Kernel): boolean {
  const bits = bitsOf(atom);
  // fault-code-not-allowed says what is private to DAX, and what becomes of the lock.
  if (bits === null || bits.includes('NEEDDSYNC') || (bits.includes('RETRY') && !assumed)) return false;
  return !bits.some((bit) => bit === 'NOPAGE' || kernel.faultErrors.has(bit));
}

/** What the document says, and what core does all the same. */
function sequelOf(atoms: string[], kernel: Kernel): Sequel {
  const allowed = 'the locking document allows VM_FAULT_NOPAGE or an error alone';
  if (!isSince(kernel.release, '4.10'))
    return {
      consequences: [
        allowed,
        'core rechecks the entry and makes it writable for any result without an error',
      ],
    };
  if (!atoms.includes('0'))
    return { consequences: [allowed, 'core ignores any other bit and makes the entry writable'] };
  return {
    consequences: [allowed, 'since 4.10 core upgrades the entry itself on 0'],
    advice:
      'return VM_FAULT_NOPAGE only if the handler upgraded or inserted the entry, else set contract = "core" in vmops.toml to accept 0',
  };
}

/**
 * To 4.9 core makes the entry writable after NOPAGE; later a handler has to do it first. Only where the return itself
 * names what is wrong: by which path a variable came cannot be told here.
 */
function noPage(found: ExitFinding, kernel: Kernel): Fix | null {
  const statement = isSince(kernel.release, '4.10') ? null : returnOf(found);
  const value = statement?.value;
  if (!statement || !value || !('written' in value)) return null;
  if (value.written !== '0' && value.written !== 'VM_FAULT_LOCKED') return null;
  return returnInstead(statement, 'VM_FAULT_NOPAGE', 'Return VM_FAULT_NOPAGE', false);
}
