// SPDX-License-Identifier: GPL-2.0-only
/** What code without a tree tells about the release that it is written for. */
import { DIRECT_STORE, type HandlerEvidence } from '../contracts/infer.ts';
import { normalType } from '../contracts/prototype.ts';
import type { FileFacts, Program, ResolvedHandler } from '../facts/model.ts';
import { withoutComments } from '../syntax/words/skip.ts';

/** Returns each handler's op with the prototype that its definition has. */
export function evidenceOf(handlers: readonly ResolvedHandler[]): HandlerEvidence[] {
  return handlers.map(({ member, definitions }) => {
    const syntax = definitions[0]?.variants()[0];
    if (syntax === undefined) return { op: member.op, prototype: null };
    const parameters = syntax.parameters.map((parameter) => normalType(parameter.type));
    return { op: member.op, prototype: { returns: normalType(syntax.returnType), parameters } };
  });
}

export type TextOf = (facts: FileFacts) => string;

/** Constants, types, fields and called names; not bare words, which comments use long after the code does not. */
const NAMES =
  /\b(?:VM|FAULT_FLAG|PAGE_CACHE)_\w+|(?<=\b(?:struct|enum) |->)\w+|\b[a-z]\w*(?=\()|\bvm_fault_t\b/g;

const STORES_FLAGS = /\b\w*(?:vma?|area)->vm_flags\s*(?:[|&^]=|=(?!=))/i;

const CALLS_FOR_FLAGS = /\bvm_flags_(?:init|set|clear|mod|reset)\(/;

/**
 * Returns the names in some files, or in all, that may tell the release.
 *
 * @param textOf what of a file may tell it
 */
export function identifiersOf(
  program: Program,
  files: Iterable<FileFacts> = program.files.values(),
  textOf: TextOf = ({ file }) => file.current.text,
): Set<string> {
  const found = new Set<string>();
  let storing = 0;
  let calling = 0;
  for (const facts of files) {
    const text = withoutComments(textOf(facts));
    for (const [name] of text.matchAll(NAMES)) found.add(name);
    if (STORES_FLAGS.test(text)) storing++;
    if (CALLS_FOR_FLAGS.test(text)) calling++;
  }
  if (storing > 0) found.add(DIRECT_STORE);
  // Where most store by hand, the functions are those of a header that brings them along for older kernels.
  if (storing > calling) for (const name of found) if (name.startsWith('vm_flags_')) found.delete(name);
  for (const name of broughtAlong(program)) found.delete(name);
  return found;
}

/** An inline function or a macro with arguments; in whichever arm, as the release that chooses the arms is not known yet. */
const OWN = /\binline\s+(?:\w+[\s*]+)+(\w+)\s*\([^();]*\)\s*\{|^[ \t]*#[ \t]*define[ \t]+(\w+)\(/gm;

/** What code defines itself for kernels that lack it: its use says nothing of the release. */
function broughtAlong({ files }: Program): Set<string> {
  const found = new Set<string>();
  for (const { file } of files.values())
    for (const [, own = '', macro = ''] of file.current.text.matchAll(OWN)) found.add(own || macro);
  return found;
}
