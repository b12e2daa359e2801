// SPDX-License-Identifier: GPL-2.0-only
/** What code without a tree tells about the release that it is written for. */
import { DIRECT_STORE, type HandlerEvidence } from '../contracts/infer.ts';
import { normalType } from '../contracts/prototype.ts';
import type { Program, ResolvedHandler } from '../facts/model.ts';

/** Returns each handler's op with the prototype that its definition has. */
export function evidenceOf(handlers: ResolvedHandler[]): HandlerEvidence[] {
  return handlers.map(({ member, definitions }) => {
    const syntax = definitions[0]?.variants()[0];
    if (syntax === undefined) return { op: member.op, prototype: null };
    const parameters = syntax.parameters.map((parameter) => normalType(parameter.type));
    return { op: member.op, prototype: { returns: normalType(syntax.returnType), parameters } };
  });
}

/** Constants, types, fields and called names; not bare words, which comments use long after the code does not. */
const NAMES =
  /\b(?:VM|FAULT_FLAG|PAGE_CACHE)_\w+|(?<=\b(?:struct|enum) |->)\w+|\b[a-z]\w*(?=\()|\bvm_fault_t\b/g;

const STORES_FLAGS = /\b(?:vma|area)->vm_flags\s*(?:[|&^]=|=(?!=))/;

/** Returns the names in all files that may tell the release. */
export function identifiersOf(program: Program): Set<string> {
  const found = new Set<string>();
  for (const { file } of program.files.values()) {
    const { text } = file.current;
    for (const [name] of text.matchAll(NAMES)) found.add(name);
    if (STORES_FLAGS.test(text)) found.add(DIRECT_STORE);
  }
  return found;
}
