// SPDX-License-Identifier: GPL-2.0-only
/** Handlers to start from, right for a release. */
import type { Kernel, OpContract } from './model.ts';
import { declaredParameters, parameterNames } from './parameterNames.ts';

const TAB = 8;
/** Longest line that the kernel's style asks for. */
const LINE = 80;

/** The name that a new handler of a table gets: that of the table without `_vm_ops`, and the op. */
export function handlerName(table: string, op: string): string {
  return `${table.replace(/_?(?:vm_)?(?:operations|ops)$/, '') || table}_${op}`;
}

/** The text of a function that implements an op: its prototype, and a body that breaks no rule. */
export function skeleton(name: string, contract: OpContract, kernel: Kernel): string {
  const { returns } = contract.prototype;
  const named = declaredParameters(contract.prototype, parameterNames(contract, kernel));
  const head = `static ${returns}${returns.endsWith('*') ? '' : ' '}${name}(`;
  return `${head}${wrapped(named, head.length)})\n{\n${bodyOf(contract, kernel)}}\n`;
}

/** Parameters behind a bracket at a column, on as many lines as the kernel's style wants. */
function wrapped(parameters: readonly string[], column: number): string {
  const indent = `${'\t'.repeat(Math.floor(column / TAB))}${' '.repeat(column % TAB)}`;
  let text = '';
  let width = column;
  for (const [index, parameter] of parameters.entries()) {
    if (index > 0) {
      const fits = width + parameter.length + 3 <= LINE;
      text += fits ? ', ' : `,\n${indent}`;
      width = fits ? width + 2 : column;
    }
    text += parameter;
    width += parameter.length;
  }
  return text;
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
