// SPDX-License-Identifier: GPL-2.0-only
/** Readers of the VM_FAULT_* results and of vm_fault_t as headers define them. Pure text. */
import { constantValue } from '../../syntax/words/constants.ts';
import { normalType } from '../prototype.ts';
import { blankComments, directivesIn, findBody } from './text.ts';

/**
 * Reads VM_FAULT_* (without prefix) from #defines (to 5.0) or enum vm_fault_reason (from 5.1), and the set of
 * VM_FAULT_ERROR, null when no text defines it. Masks and values that are no plain number are left out.
 */
export function readFaultCodes(texts: readonly string[]): {
  codes: Map<string, number>;
  errors: Set<string> | null;
} {
  const codes = new Map<string, number>();
  let errors: Set<string> | null = null;
  for (const text of texts) {
    const clean = blankComments(text);
    for (const [name, value] of constantsIn(clean, 'VM_FAULT_', /\benum\s+vm_fault_reason\b/)) {
      if (name === 'ERROR')
        errors = new Set([...value.matchAll(/\bVM_FAULT_(\w+)/g)].map((match) => match[1] as string));
      const number = plainNumber(value);
      if (number !== null && !name.endsWith('_MASK')) codes.set(name, number);
    }
  }
  return { codes, errors };
}

/** What the headers make of vm_fault_t; null when they do not define it (to 4.16). */
export function readFaultType(texts: readonly string[]): 'int' | 'distinct' | null {
  for (const text of texts) {
    const match = /\btypedef\s+([\w\s]+?)\s*\bvm_fault_t\s*;/.exec(blankComments(text));
    if (match) return normalType(match[1] as string) === 'int' ? 'int' : 'distinct';
  }
  return null;
}

/** Names with their values as written, from `#define PREFIX_X value` and from the entries of one enum. */
function constantsIn(clean: string, prefix: string, enumHead: RegExp): [string, string][] {
  const found: [string, string][] = [];
  for (const line of directivesIn(clean, 0, clean.length)) {
    const match =
      line.word === 'define' ? new RegExp(`^${prefix}(\\w+)(?!\\()\\s+(\\S.*)$`).exec(line.argument) : null;
    if (match) found.push([match[1] as string, match[2] as string]);
  }
  const body = findBody(clean, new RegExp(`${enumHead.source}(?=\\s*\\{)`));
  if (!body) return found;
  for (const match of clean
    .slice(body.from, body.to)
    .matchAll(new RegExp(`\\b${prefix}(\\w+)\\s*=([^,}]*)`, 'g'))) {
    found.push([match[1] as string, (match[2] as string).trim()]);
  }
  return found;
}

/** The number of `(__force vm_fault_t)0x10`, `(-1)`, `1 << 4`, `BIT(4)`; null for what is made of other constants. */
function plainNumber(value: string): number | null {
  return constantValue(value.replace(/\(\s*__force\s[\w\s]+\)/g, ''), () => null);
}
