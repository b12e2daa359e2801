// SPDX-License-Identifier: GPL-2.0-only
/** The fixes of findings: edits that make the code what the contract asks for. */
import type { Diagnostic, TextEdit } from 'vscode-languageserver';
import { isSince } from '../contracts/release.ts';
import type { OpsTable, TableMember } from '../facts/model.ts';
import type { Place } from '../text/source.ts';
import type { FindingData } from './diagnostics.ts';
import { aboveItem, insert, offsetOf, plainPlace, rangeOf } from './places.ts';
import type { Session } from './session.ts';
import { handlerName, skeleton } from './skeletons.ts';
import { plainFile } from './target.ts';
import { releaseLock } from './unlocks.ts';

export interface Fix {
  title: string;
  edits: TextEdit[];
  preferred: boolean;
  /** Nobody has to look at it: it may be made with all others of its kind. */
  safe?: boolean;
}

/** Returns the fixes of one finding; `data` is what travelled with its diagnostic. */
export function fixesOf(
  session: Session,
  path: string,
  diagnostic: Diagnostic,
  data: Partial<FindingData>,
): Fix[] {
  switch (diagnostic.code) {
    case 'non-const-table':
      return makeConst(session, path, data.table ?? null);
    case 'errno-as-vm-fault':
      return convertErrno(session, path, diagnostic);
    case 'unknown-op':
      return renameOp(session, path, diagnostic, data);
    case 'op-prototype':
      return migratePrototype(session, path, data);
    case 'missing-pfn-mkwrite':
      return addPfnMkwrite(session, path, data.table ?? null);
    case 'pfn-mkwrite-return':
      return returnNoPage(session, path, diagnostic);
    case 'lock-imbalance':
    case 'page-lock-leak':
      return releaseLock(session, path, diagnostic);
    default:
      return [];
  }
}

function makeConst(session: Session, path: string, name: string | null): Fix[] {
  const table = tableNamed(session, path, name);
  const file = plainFile(session, path);
  if (!table || !file) return [];
  const { start } = plainPlace(table.place);
  const head = /\bstruct\s+vm_operations_struct\s+(?:\w+\s+)*$/.exec(
    file.text.slice(Math.max(0, start - 200), start),
  );
  if (!head) return [];
  const from = start - head[0].length;
  return [
    { title: `Make ${table.name} const`, edits: [insert(file, from, 'const ')], preferred: true, safe: true },
  ];
}

/** The results of core for the errnos that a constant may name; vmf_error() decides in the same way. */
function convertErrno(session: Session, path: string, diagnostic: Diagnostic): Fix[] {
  const file = plainFile(session, path);
  if (!file) return [];
  const start = offsetOf(file, diagnostic.range.start);
  const match = /^return\s+([^;]+);/.exec(file.text.slice(start, start + 400));
  const value = match?.[1]?.trim();
  if (!match || value === undefined) return [];
  const range = rangeOf({ file, start, end: start + match[0].length });
  const errno = /^-\s*(E[A-Z]+)$/.exec(value)?.[1];
  if (errno !== undefined) {
    const code = errno === 'ENOMEM' ? 'VM_FAULT_OOM' : 'VM_FAULT_SIGBUS';
    return [
      {
        title: `Return ${code}`,
        edits: [{ range, newText: `return ${code};` }],
        preferred: true,
        safe: true,
      },
    ];
  }
  if (!/^\w+$/.test(value) || !session.context.helpers.has('vmf_error')) return [];
  return [
    {
      title: `Convert with vmf_error(${value})`,
      edits: [{ range, newText: `return vmf_error(${value});` }],
      preferred: true,
      safe: true,
    },
  ];
}

function renameOp(session: Session, path: string, diagnostic: Diagnostic, data: Partial<FindingData>): Fix[] {
  const next = data.op ? session.kernel.removed.get(data.op)?.replacedBy : null;
  const table = tableNamed(session, path, data.table ?? null);
  // A successor with other parameters needs another handler.
  if (!next || !session.kernel.ops.has(next) || data.op !== 'split' || next !== 'may_split') return [];
  if (table?.members.some((member) => member.op === next)) return [];
  return [
    {
      title: `Rename to ${next}`,
      edits: [{ range: diagnostic.range, newText: next }],
      preferred: true,
      safe: true,
    },
  ];
}

/** `int` becomes `vm_fault_t`, and a vma argument before the vmf becomes a local. */
function migratePrototype(
  session: Session,
  path: string,
  { op, function: name }: Partial<FindingData>,
): Fix[] {
  const contract = op ? session.kernel.ops.get(op) : undefined;
  const file = plainFile(session, path);
  const definition = session.file(path)?.functions.find((one) => one.name === name);
  const syntax = definition?.variants()[0];
  if (!contract || !file || !syntax || !definition || contract.result !== 'fault-code') return [];
  const place = (span: { start: number; end: number }): Place => ({ file: definition.file, ...span });
  const edits: TextEdit[] = [];
  const { returns, parameters } = contract.prototype;
  const types = syntax.parameters.map(({ type }) => type);
  if (syntax.returnType !== returns) {
    if (syntax.returnType !== 'int' || returns !== 'vm_fault_t') return [];
    // Before the type stand `static` and attributes, perhaps on lines of their own.
    const { start, end } = plainPlace(place(syntax.returnTypeSpan));
    const at = file.text.slice(start, end).search(/\bint\b/);
    if (at === -1) return [];
    edits.push({
      range: rangeOf({ file, start: start + at, end: start + at + 'int'.length }),
      newText: returns,
    });
  }
  if (types.join() !== parameters.join()) {
    const [vma, vmf] = syntax.parameters;
    if (types.join() !== ['struct vm_area_struct *', ...parameters].join() || !vma || !vmf) return [];
    const from = plainPlace(place(vma)).start;
    edits.push({ range: rangeOf({ file, start: from, end: plainPlace(place(vmf)).start }), newText: '' });
    const body = plainPlace(place(syntax.body)).start;
    if (
      vma.name !== '' &&
      usesName(file.text.slice(body, body + syntax.body.end - syntax.body.start), vma.name)
    )
      edits.push(insert(file, body + 1, `\n\tstruct vm_area_struct *${vma.name} = ${vmf.name}->vma;`));
  }
  if (edits.length === 0) return [];
  return [{ title: `Give ${name}() the prototype of this release`, edits, preferred: true }];
}

function usesName(text: string, name: string): boolean {
  return new RegExp(`\\b${name}\\b`).test(text);
}

function addPfnMkwrite(session: Session, path: string, name: string | null): Fix[] {
  const table = tableNamed(session, path, name);
  const file = plainFile(session, path);
  const contract = session.kernel.ops.get('pfn_mkwrite');
  const last = table?.members.filter(({ handlerPlace }) => handlerPlace.file.path === path).at(-1);
  if (!table || !file || !contract || !last) return [];
  const facts = session.file(path);
  const item = facts?.items.find((one) => one.start <= table.place.start && table.place.end <= one.end);
  if (!facts || !item) return [];
  const handler = handlerName(table.name, 'pfn_mkwrite');
  const { start } = plainPlace({ file: facts.file, start: item.start, end: item.end });
  const edits = [
    insert(file, aboveItem(file.text, start), `${skeleton(handler, contract, session.kernel)}\n`),
    entryAfter(file, last, `.pfn_mkwrite = ${handler},`),
  ];
  return [{ title: `Add a pfn_mkwrite that refuses the write to ${table.name}`, edits, preferred: false }];
}

/** A new entry on the line after a member, indented as it is. */
function entryAfter(file: Place['file'], member: TableMember, entry: string): TextEdit {
  const { start, end } = plainPlace(member.handlerPlace);
  const lineStart = file.text.lastIndexOf('\n', start) + 1;
  const indent = /^\s*/.exec(file.text.slice(lineStart, start))?.[0] ?? '\t';
  const comma = /^\s*,/.exec(file.text.slice(end, end + 40))?.[0];
  return insert(file, end + (comma?.length ?? 0), `${comma === undefined ? ',' : ''}\n${indent}${entry}`);
}

/** To 4.9 core makes the entry writable after NOPAGE; later a handler has to install it first. Only where the return itself names what is wrong; which path a variable came by cannot be seen from here. */
function returnNoPage(session: Session, path: string, diagnostic: Diagnostic): Fix[] {
  const file = plainFile(session, path);
  if (!file || isSince(session.kernel.release, '4.10')) return [];
  const start = offsetOf(file, diagnostic.range.start);
  const match = /^return\s+(?:VM_FAULT_LOCKED|0)\s*;/.exec(file.text.slice(start, start + 80));
  if (!match) return [];
  const range = rangeOf({ file, start, end: start + match[0].length });
  return [
    {
      title: 'Return VM_FAULT_NOPAGE',
      edits: [{ range, newText: 'return VM_FAULT_NOPAGE;' }],
      preferred: false,
    },
  ];
}

function tableNamed(session: Session, path: string, name: string | null): OpsTable | undefined {
  return session.file(path)?.tables.find((table) => table.name === name);
}
