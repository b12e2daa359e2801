// SPDX-License-Identifier: GPL-2.0-only
/** Functions that have a hand in the flags of a VMA. */
import { walk } from '../functions/visit.ts';
import type { FileFacts, FunctionDefinition } from '../model.ts';
import { namesIn, namesInFile } from '../names/words.ts';

/**
 * Whether some function of a file touches flags of a VMA: by name, or with the pages of a buffer for DMA. What installs
 * a table by itself has mappings of its own and does not count.
 */
export function touchesFlags({ file, functions }: FileFacts): boolean {
  if (!saysFlags(namesInFile(file))) return false;
  return functions.some((one) => saysFlags(namesIn(one)) && !installs(one));
}

const NAMES = new Set(['VM_MIXEDMAP', 'VM_PFNMAP', 'vm_insert_page']);
const BEGINNINGS = ['vm_flags', 'dma_mmap_'];

function saysFlags(names: ReadonlySet<string>): boolean {
  for (const name of names)
    if (NAMES.has(name) || BEGINNINGS.some((beginning) => name.startsWith(beginning))) return true;
  return false;
}

function installs(definition: FunctionDefinition): boolean {
  return definition.variants().some(({ body }) => {
    let found = false;
    walk(body, (node) => {
      found ||=
        node.kind === 'assignment' && node.target.kind === 'member' && node.target.property === 'vm_ops';
    });
    return found;
  });
}
