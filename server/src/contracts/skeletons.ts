// SPDX-License-Identifier: GPL-2.0-only
/** Handlers to start from, right for a release. */
import type { Kernel, OpContract } from './model.ts';

/** Parameter names by type, as kernel code writes them. */
const NAMES: Record<string, string> = {
  'struct vm_area_struct *': 'vma',
  'struct vm_fault *': 'vmf',
  'unsigned long': 'addr',
  'unsigned int': 'order',
  'void *': 'buf',
  pgoff_t: 'start_pgoff',
};

/** The name that a new handler of a table gets: that of the table without `_vm_ops`, and the op. */
export function handlerName(table: string, op: string): string {
  return `${table.replace(/_?(?:vm_)?(?:operations|ops)$/, '') || table}_${op}`;
}

/** The text of a function that implements an op: its prototype, and a body that breaks no rule. */
export function skeleton(name: string, contract: OpContract, kernel: Kernel): string {
  const { returns, parameters } = contract.prototype;
  const used = new Set<string>();
  const named = parameters.map((type) => {
    let parameter = NAMES[type] ?? 'arg';
    if (used.has(parameter)) parameter = type === 'pgoff_t' ? 'end_pgoff' : `${parameter}${used.size}`;
    used.add(parameter);
    return `${type}${type.endsWith('*') ? '' : ' '}${parameter}`;
  });
  const head = `static ${returns}${returns.endsWith('*') ? '' : ' '}${name}(${named.join(', ')})`;
  return `${head}\n{\n${bodyOf(contract, kernel)}}\n`;
}

function bodyOf({ op, result, results }: OpContract, kernel: Kernel): string {
  if (result === 'void') return '';
  if (result === 'pointer' || result === 'page') return '\treturn NULL;\n';
  if (result !== 'fault-code') return '\treturn 0;\n';
  if (op !== 'pfn_mkwrite')
    return `\treturn ${results.some(({ name }) => name === 'SIGBUS') ? 'VM_FAULT_SIGBUS' : '0'};\n`;
  const { major, minor } = kernel.release;
  // Before 4.10 core made the entry writable after NOPAGE; since then the handler does, or refuses.
  if (major < 4 || (major === 4 && minor < 10)) return '\treturn VM_FAULT_NOPAGE;\n';
  return '\treturn VM_FAULT_SIGBUS;\n';
}
