// SPDX-License-Identifier: GPL-2.0-only
/** The names that an op's parameters have: those of the tree's header, or those that kernel code is used to. */

import { blankComments, closingOf } from './headers/text.ts';
import type { Kernel, OpContract, Prototype } from './model.ts';
import { parameterName, splitParameters } from './prototype.ts';

/** What headers call them, for a release without a tree. */
const BY_OP: Record<string, readonly string[]> = {
  access: ['vma', 'addr', 'buf', 'len', 'write'],
  mprotect: ['vma', 'start', 'end', 'newflags'],
  set_policy: ['vma', 'new'],
  get_policy: ['vma', 'addr', 'ilx'],
  remap_pages: ['vma', 'addr', 'size', 'pgoff'],
  populate: ['vma', 'addr', 'len', 'prot', 'pgoff', 'nonblock'],
  nopage: ['vma', 'address', 'type'],
  migrate: ['vma', 'from', 'to', 'flags'],
  mapped: ['start', 'end', 'pgoff', 'file', 'vm_private_data'],
  pmd_fault: ['vma', 'address', 'pmd', 'flags'],
};
const BY_TYPE: Record<string, string> = {
  'struct vm_area_struct *': 'vma',
  'struct vm_fault *': 'vmf',
  'struct fault_env *': 'fe',
  'struct page *': 'page',
  'enum page_entry_size': 'pe_size',
  'unsigned int': 'order',
  'unsigned long': 'addr',
  pgoff_t: 'start_pgoff',
};

/** Returns a name for each parameter of an op; no two are the same. */
export function parameterNames({ op, prototype }: OpContract, kernel: Kernel): string[] {
  const written = headerNames(op, kernel);
  const usual = BY_OP[op]?.length === prototype.parameters.length ? BY_OP[op] : [];
  const names: string[] = [];
  for (const [index, type] of prototype.parameters.entries()) {
    const name = written[index] ?? usual[index] ?? BY_TYPE[type] ?? 'arg';
    const second = type === 'pgoff_t' ? 'end_pgoff' : `${name}${index + 1}`;
    names.push(names.includes(name) ? second : name);
  }
  return names;
}

/** Returns the parameters as they are declared: `struct vm_fault *vmf`, `unsigned int order`. */
export function declaredParameters({ parameters }: Prototype, names: readonly (string | null)[]): string[] {
  return parameters.map((type, index) =>
    `${type}${type.endsWith('*') ? '' : ' '}${names[index] ?? ''}`.trim(),
  );
}

/** What the header that the prototype comes from calls them; null where it gives no name. */
function headerNames(op: string, { memberPlaces }: Kernel): (string | null)[] {
  const place = memberPlaces.get(op);
  if (!place) return [];
  const text = blankComments(place.file.text.slice(place.end, place.end + 1000));
  const open = text.indexOf('(');
  const close = open === -1 ? -1 : closingOf(text, open);
  if (close === -1) return [];
  return splitParameters(text.slice(open + 1, close)).map(parameterName);
}
