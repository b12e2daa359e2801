// SPDX-License-Identifier: GPL-2.0-only
import type { Exit } from '../analysis/reports/report.ts';
import type { Release } from '../contracts/model.ts';
import { isSince } from '../contracts/release.ts';
import { either } from '../text/words.ts';
import { atValue, who } from './exits.ts';
import { byReturn, type ExitFinding, written } from './path.ts';
import type { Rule } from './rule.ts';

/** A negative errno seen as VM_FAULT bits has almost every bit set. */
export const errnoAsVmFault: Rule = {
  id: 'errno-as-vm-fault',
  title: 'a negative errno leaves a handler that returns VM_FAULT bits',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'The result of fault, huge_fault, map_pages, page_mkwrite and pfn_mkwrite is a set of bits. A negative errno sets nearly all of them, VM_FAULT_OOM, RETRY and the hwpoison index among them. page_mkwrite of 2.6.18 to 2.6.29 is the exception: there an errno is the contract.',
  source: 'mm/memory.c handle_mm_fault() and its callers; include/linux/mm_types.h enum vm_fault_reason',
  check({ kernel, reports }) {
    const inFaults = reports.filter((r) => kernel.ops.get(r.op)?.result === 'fault-code');
    const found = byReturn(inFaults, (exit) => exit.values.filter((a) => /^-E/.test(a)));
    return found.map((f) =>
      atValue(
        f,
        `${who(f.report)} returns ${either(f.atoms.map(written))}, but its result is a set of VM_FAULT bits: ${advice(f, kernel.release)}`,
      ),
    );
  },
};

/** Success and a truncated page have answers of their own in page_mkwrite, which vmf_error() does not know. */
function advice({ exit, report: { op } }: ExitFinding, release: Release): string {
  const constant = op === 'page_mkwrite' ? constantOf(exit) : null;
  if (constant) return `return ${RESULTS.get(constant) ?? 'VM_FAULT_SIGBUS'} instead`;
  if (op === 'page_mkwrite' && isSince(release, '6.6')) return 'convert it with vmf_fs_error()';
  if (op === 'page_mkwrite' && isSince(release, '3.0')) return 'convert it with block_page_mkwrite_return()';
  return isSince(release, '4.17')
    ? 'convert it with vmf_error()'
    : 'return VM_FAULT_OOM or VM_FAULT_SIGBUS instead';
}

/** What block_page_mkwrite_return() and vmf_fs_error() make of these; of the others VM_FAULT_SIGBUS. */
const RESULTS = new Map([
  ['ENOMEM', 'VM_FAULT_OOM'],
  ['EAGAIN', 'VM_FAULT_NOPAGE'],
  ['EFAULT', 'VM_FAULT_NOPAGE'],
]);

/** The errno that the return names itself, so that there is nothing to convert. */
function constantOf({ place: { file, start, end } }: Exit): string | null {
  return /^return\s*\(?\s*-\s*(E[A-Z]+)\s*\)?;$/.exec(file.text.slice(start, end))?.[1] ?? null;
}
