// SPDX-License-Identifier: GPL-2.0-only
/** Drivers that give pages of their own a mapping. */
import type { Expression } from '../../syntax/ast.ts';
import { walk } from '../functions/visit.ts';
import type { FileFacts, FunctionDefinition } from '../model.ts';
import { namesIn, namesInFile } from '../names/words.ts';

/** Some function stores the mapping of the file behind a VMA into its pages: truncation does not know those. */
export function givesPagesMapping({ file, functions }: FileFacts): boolean {
  const isSaid = (names: ReadonlySet<string>) => NAMES.every((name) => names.has(name));
  if (!isSaid(namesInFile(file))) return false;
  return functions.some((one) => isSaid(namesIn(one)) && givesMapping(one));
}

const NAMES = ['mapping', 'vm_file', 'f_mapping'];
const PAGES = new Set(['page', 'folio']);

function givesMapping(definition: FunctionDefinition): boolean {
  return definition.variants().some(({ body }) => {
    let gives = false;
    walk(body, (node) => {
      if (node.kind !== 'assignment' || node.op !== '=' || node.target.kind !== 'member') return;
      const { object, property } = node.target;
      if (property === 'mapping' && PAGES.has(lastName(object) ?? '')) gives ||= isMappingOfFile(node.value);
    });
    return gives;
  });
}

/** `page`, or `vmf->page`. */
function lastName(e: Expression): string | null {
  if (e.kind === 'identifier') return e.name;
  return e.kind === 'member' ? e.property : null;
}

/** `vma->vm_file->f_mapping`. */
function isMappingOfFile(e: Expression): boolean {
  return (
    e.kind === 'member' &&
    e.property === 'f_mapping' &&
    e.object.kind === 'member' &&
    e.object.property === 'vm_file'
  );
}
