// SPDX-License-Identifier: GPL-2.0-only
/** What the cursor points at, in terms of the kernel. */
import type { Position } from 'vscode-languageserver';
import { readOperationsStruct, readVmFaultStruct } from '../../contracts/headers/headerStructs.ts';
import { isLibraryMap } from '../../facts/mappings/fileMmaps.ts';
import type { FunctionDefinition, OpsTable, TableMember } from '../../facts/model.ts';
import type { SourceFile } from '../../text/source.ts';
import type { Session } from '../session/session.ts';
import { type Word, wordAt } from './words.ts';

export type Target = { word: Word } & (
  | { kind: 'op'; op: string; table: OpsTable | null; member: TableMember | null }
  | { kind: 'handler'; name: string }
  | { kind: 'table'; table: OpsTable }
  | { kind: 'fault-code' | 'fault-flag' | 'vma-flag'; name: string }
  | { kind: 'fault-field'; name: string }
  | { kind: 'function' | 'mapping'; name: string }
  | { kind: 'struct' }
);

/** The file as it is now, with plain offsets. */
export function plainFile(session: Session, path: string): SourceFile | null {
  return session.file(path)?.file.current ?? null;
}

/** Returns what stands at a position, or null when it is nothing that vmops knows. */
export function targetAt(session: Session, path: string, position: Position): Target | null {
  const file = plainFile(session, path);
  const word = file && wordAt(file, position);
  if (!file || !word) return null;
  const found = inTable(session, path, word) ?? inStruct(session, file, word) ?? byShape(word);
  if (found) return found;
  const { text: name } = word;
  if (session.handlers.some(({ member }) => member.handler === name)) return { word, kind: 'handler', name };
  const facts = session.file(path);
  const table = facts && session.program.lookupTable(name, facts.file);
  if (table) return { word, kind: 'table', table };
  // Who calls one of the library's wants to know what it does with the VMA.
  if (session.mappings.some(({ definition: one }) => one.name === name && !isLibraryMap(one)))
    return { word, kind: 'mapping', name };
  return /^\s*\(/.test(word.after) ? { word, kind: 'function', name } : null;
}

/** The definitions that a name means in a file. */
export function definitionsAt(session: Session, path: string, name: string): FunctionDefinition[] {
  const facts = session.file(path);
  return facts ? session.program.peek(name, facts.file) : [];
}

function inTable(session: Session, path: string, word: Word): Target | null {
  const facts = session.file(path);
  if (!facts) return null;
  const { file } = facts;
  const at = file.fromCurrent(word.start);
  for (const table of facts.tables) {
    for (const member of table.members) {
      const { opPlace, op } = member;
      if (opPlace.file === file && opPlace.start <= at && at < opPlace.end && op === word.text)
        return { word, kind: 'op', op, table, member };
    }
  }
  return null;
}

/** A member of struct vm_operations_struct, or a field of struct vm_fault, in the header that declares it. */
function inStruct(session: Session, file: SourceFile, word: Word): Target | null {
  if (file.text.includes('struct vm_operations_struct {')) {
    const member = readOperationsStruct(file.text)?.members.find((one) => one.start === word.start);
    if (member && session.kernel.ops.has(member.name))
      return { word, kind: 'op', op: member.name, table: null, member: null };
  }
  if (file.text.includes('struct vm_fault {')) {
    const field = readVmFaultStruct(file.text).find((one) => one.start === word.start);
    if (field) return { word, kind: 'fault-field', name: field.name };
  }
  return null;
}

function byShape(word: Word): Target | null {
  const { text, before } = word;
  if (text === 'vm_operations_struct') return { word, kind: 'struct' };
  if (/\bvm_?ops\s*(?:->|\.)\s*$|\bvm_?ops\s*\)\s*->\s*$/.test(before))
    return { word, kind: 'op', op: text, table: null, member: null };
  if (/\b(?:vmf|fe)\s*(?:->|\.)\s*$/.test(before)) return { word, kind: 'fault-field', name: text };
  const [, prefix, name] = /^(VM_FAULT|FAULT_FLAG|VM)_(\w+)$/.exec(text) ?? [];
  if (prefix === undefined || name === undefined) return null;
  const kind = prefix === 'VM_FAULT' ? 'fault-code' : prefix === 'FAULT_FLAG' ? 'fault-flag' : 'vma-flag';
  return { word, kind, name };
}
