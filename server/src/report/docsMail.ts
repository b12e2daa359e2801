// SPDX-License-Identifier: GPL-2.0-only
/** Fixes of the kernel's documents as mails that `git am` takes: a patch a document. */

import { basename } from 'node:path';
import { type ByRule, ofRule } from '../findings/ruleId.ts';
import type { Place, SourceFile } from '../text/source.ts';
import { patchOf } from './patch.ts';
import { COLUMNS, wrap } from './review/wrap.ts';

export interface MailedFix {
  rule: string;
  table: string;
  op: string;
  edits: readonly { place: Place; text: string }[];
}

export interface MailHead {
  /** Who sends it, as git is told. */
  author: { name: string; email: string };
  /** With the author's Signed-off-by. */
  signoff: boolean;
  /** The release of the tree, as printed. */
  release: string;
}

/** Returns a mailbox; empty where nothing is edited. */
export function docsMails(fixes: readonly MailedFix[], head: MailHead): string {
  const files = [...new Set(fixes.flatMap(({ edits }) => edits.map(({ place }) => place.file)))];
  return files
    .map((file, at) => {
      const own = fixes.filter(({ edits }) => edits[0]?.place.file === file);
      return mail(file, own, head, files.length === 1 ? '' : ` ${at + 1}/${files.length}`);
    })
    .join('');
}

function mail(file: SourceFile, fixes: readonly MailedFix[], head: MailHead, number: string): string {
  const { name, email } = head.author;
  const from = `${quoted(name)} <${email}>`;
  const edits = fixes.flatMap((fix) => fix.edits);
  return [
    'From 0000000000000000000000000000000000000000 Mon Sep 17 00:00:00 2001',
    `From: ${from}`,
    `Subject: [PATCH${number}] docs: filesystems: bring ${basename(file.path)} up to the headers`,
    'MIME-Version: 1.0',
    'Content-Type: text/plain; charset=UTF-8',
    'Content-Transfer-Encoding: 8bit',
    '',
    ...wrap(
      `The structs of operations in the headers of Linux ${head.release} are not those that ${basename(file.path)} shows. Write there what the headers have.`,
    ),
    ...structsOf(fixes).flatMap((lines) => ['', ...lines]),
    ...(head.signoff ? ['', `Signed-off-by: ${name} <${email}>`] : []),
    '---',
    '',
    `${patchOf(edits)}-- `,
    'vmops',
    '',
    '',
  ].join('\n');
}

/** A list a struct: `fault, open: prototype`. */
function structsOf(fixes: readonly MailedFix[]): string[][] {
  const structs = new Map<string, Map<string, string[]>>();
  for (const { rule, table, op } of fixes) {
    const byRule = structs.get(table) ?? new Map<string, string[]>();
    structs.set(table, byRule);
    byRule.set(rule, [...(byRule.get(rule) ?? []), op]);
  }
  return [...structs].map(([struct, byRule]) => [
    `${struct}:`,
    ...[...byRule].flatMap(([rule, ops]) => {
      const [first = '', ...others] = wrapped(
        `${ofRule(WORDS, rule) ?? rule}: ${[...new Set(ops)].join(', ')}`,
      );
      return [` - ${first}`, ...others.map((line) => `   ${line}`)];
    }),
  ]);
}

const WORDS: ByRule<string> = {
  'doc-prototype-drift': 'other prototype',
  'doc-missing-op': 'new',
  'doc-stale-op': 'gone',
  'doc-stale-contract': 'runs under mmap_lock or the per-VMA lock',
};

function wrapped(text: string): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last === undefined || last.length + 1 + word.length > COLUMNS - 3) lines.push(word);
    else lines[lines.length - 1] = `${last} ${word}`;
  }
  return lines;
}

/** A name as a header has it: quoted where it holds more than words. */
function quoted(name: string): string {
  return /^[\p{L}\p{N} _-]+$/u.test(name) ? name : `"${name.replace(/["\\]/g, '\\$&')}"`;
}
