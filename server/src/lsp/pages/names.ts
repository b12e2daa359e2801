// SPDX-License-Identifier: GPL-2.0-only
/** Pages of VM_FAULT_*, FAULT_FLAG_*, VM_*, fields of struct vm_fault, and insertion helpers. */

import {
  FAULT_CODES,
  FAULT_FLAGS,
  type FaultField,
  faultEnvFieldsOf,
  faultFieldsOf,
  isFaultFieldWritable,
  VM_FLAGS,
  vmFlagsApiOf,
} from '../../contracts/faults.ts';
import { insertHelper } from '../../contracts/guidance.ts';
import type { Kernel } from '../../contracts/model.ts';
import { signatureText } from '../../contracts/prototype.ts';
import { type Era, formatRelease, inEra } from '../../contracts/release.ts';
import { signatureOf } from '../cursor/signatures.ts';
import type { Session } from '../session/session.ts';
import { valuesText } from './library.ts';
import { bullets, codeBlock, paragraphs, section } from './markdown.ts';

/** A VM_FAULT_* result: meaning, value, and which ops may say it in this release. */
export function faultCodePage(name: string, kernel: Kernel): string | null {
  if (name === 'ERROR') {
    const codes = [...kernel.faultErrors].map((code) => `\`VM_FAULT_${code}\``);
    return codes.length === 0 ? null : `**VM_FAULT_ERROR** covers ${codes.join(', ')}.`;
  }
  const data = eraOf(FAULT_CODES, name, kernel);
  if (!data) return null;
  const value = kernel.faultCodes.get(name);
  // Ops of which the same is true stand on one line.
  const accepted = new Map<string, string[]>();
  const refused = new Map<string, string[]>();
  const add = (list: Map<string, string[]>, meaning: string, op: string) =>
    list.set(meaning, [...(list.get(meaning) ?? []), `\`${op}\``]);
  const linesOf = (list: Map<string, string[]>) =>
    [...list].map(([meaning, ops]) => `${ops.join(', ')}: ${meaning}`);
  for (const { op, results, refused: no } of kernel.ops.values()) {
    const yes = results.find((one) => one.name === name);
    if (yes) add(accepted, yes.meaning, op);
    const not = no.find((one) => one.name === name);
    if (not) add(refused, not.meaning, op);
  }
  return paragraphs([
    `**VM_FAULT_${name}**${hexadecimal(value)}${kernel.faultErrors.has(name) ? ' · an error (VM_FAULT_ERROR)' : ''}`,
    missing(data, `VM_FAULT_${name}`, kernel),
    data.meaning,
    section('Ops that may return it', linesOf(accepted)),
    section('Ops that may not', linesOf(refused)),
    section('History', data.history ?? []),
  ]);
}

/** A FAULT_FLAG_* bit. */
export function faultFlagPage(name: string, kernel: Kernel): string | null {
  const data = eraOf(FAULT_FLAGS, name, kernel);
  if (!data) return null;
  const value = data.values.find((era) => inEra(kernel.release, era))?.value;
  return paragraphs([
    `**FAULT_FLAG_${name}**${hexadecimal(value)} · since ${data.since}`,
    missing(data, `FAULT_FLAG_${name}`, kernel),
    data.meaning,
  ]);
}

/** A VM_* flag of a VMA. */
export function vmaFlagPage(name: string, kernel: Kernel): string | null {
  const data = eraOf(VM_FLAGS, name, kernel);
  if (!data) return null;
  const api = vmFlagsApiOf(kernel.release);
  return paragraphs([
    `**VM_${name}**${hexadecimal(data.value)} · since ${data.since}`,
    missing(data, `VM_${name}`, kernel),
    data.meaning,
    api?.meaning ?? '',
  ]);
}

/** A field of struct vm_fault, or of struct fault_env in 4.8 and 4.9. */
export function faultFieldPage(name: string, kernel: Kernel): string | null {
  const { release } = kernel;
  const field: FaultField | undefined = [...faultFieldsOf(release), ...faultEnvFieldsOf(release)].find(
    (one) => one.name === name,
  );
  if (!field) return null;
  const written = isFaultFieldWritable(release, name);
  return paragraphs([
    codeBlock(`${field.type}${field.type.endsWith('*') ? '' : ' '}${name};`),
    `A field of struct vm_fault · since ${field.since}${written ? '' : ' · const: a handler cannot assign it'}`,
    field.meaning,
  ]);
}

/** A helper that puts entries into the page table; null for any other function. */
export function insertPage(name: string, path: string, session: Session): string | null {
  const { release } = session.kernel;
  const data = insertHelper(name, release);
  const helper = session.context.helpers.get(name);
  if (!data) return null;
  const results = valuesText(helper?.outcomes.flatMap(({ returns }) => returns) ?? []);
  const signature = signatureOf(name, path, session);
  return paragraphs([
    signature ? codeBlock(signatureText(signature.name, signature)) : '',
    `**${name}()** · Linux ${formatRelease(release)}`,
    data.meaning,
    `**Requires**\n\n${bullets(data.requires)}`,
    results === '' ? '' : `Returns ${results}.`,
    helper?.sleeps === true ? 'May sleep: it allocates page tables.' : '',
  ]);
}

/** The entry of a name that fits the release; else any, so that the page can say when it was there. */
function eraOf<T extends Era & { name: string }>(
  entries: readonly T[],
  name: string,
  kernel: Kernel,
): T | undefined {
  const all = entries.filter((entry) => entry.name === name);
  return all.find((entry) => inEra(kernel.release, entry)) ?? all[0];
}

function missing(era: Era, name: string, kernel: Kernel): string {
  if (inEra(kernel.release, era)) return '';
  const range = era.until === undefined ? `from ${era.since}` : `from ${era.since} to ${era.until}`;
  return `⚠ Linux ${formatRelease(kernel.release)} does not have ${name}: it existed ${range}.`;
}

function hexadecimal(value: number | undefined): string {
  return value === undefined ? '' : ` · \`0x${(value >>> 0).toString(16)}\``;
}
