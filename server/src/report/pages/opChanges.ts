// SPDX-License-Identifier: GPL-2.0-only
/** The page of what changed of an op between two releases, for who implements it. */
import type { Kernel, LegalResult, OpContract } from '../../contracts/model.ts';
import { formatPrototype, samePrototype } from '../../contracts/prototype.ts';
import { formatRelease, isSince, isUntil } from '../../contracts/release.ts';
import { codeBlock, paragraphs, section } from './markdown.ts';
import { absent, entryOf, resultLine } from './op.ts';

/** Returns the page, or null for a name that neither release has or ever had. */
export function opChangesPage(op: string, from: Kernel, to: Kernel): string | null {
  const [before, after] = [from.ops.get(op), to.ops.get(op)];
  const title = `**${op}** · Linux ${formatRelease(from.release)} to ${formatRelease(to.release)}`;
  if (!before || !after) {
    const gaps = [before ? null : absent(op, from), after ? null : absent(op, to)];
    if (!before && !after) return gaps[0] ?? gaps[1] ?? null;
    const there = (before ?? after) as OpContract;
    const history = section('History', between(there, from, to));
    return paragraphs([title, ...gaps, codeBlock(formatPrototype(op, there.prototype)), history]);
  }
  const entry = changes(entryOf(before), entryOf(after));
  const obligations = changes(before.obligations, after.obligations);
  const body = [
    prototypes(before, after),
    section('On entry', entry),
    section('Results', results(before.results, after.results)),
    section('Not accepted', results(before.refused, after.refused)),
    section('The handler must', obligations),
    section('History', between(after, from, to)),
  ];
  const isSame = body.every((part) => part === '');
  return paragraphs([title, ...body, isSame ? 'Nothing changed for a handler.' : '']);
}

function prototypes(before: OpContract, after: OpContract): string {
  if (samePrototype(before.prototype, after.prototype)) return '';
  const lines = [before, after].map(({ op, prototype }) => formatPrototype(op, prototype));
  return codeBlock(`${lines[0]}   /* before */\n${lines[1]}   /* after */`);
}

function changes(before: readonly string[], after: readonly string[]): string[] {
  return [
    ...before.filter((line) => !after.includes(line)).map((line) => `no longer: ${line}`),
    ...after.filter((line) => !before.includes(line)).map((line) => `new: ${line}`),
  ];
}

function results(before: readonly LegalResult[], after: readonly LegalResult[]): string[] {
  return changes(before.map(resultLine), after.map(resultLine));
}

/** The history of an op behind the first release and up to the second. */
function between({ history }: OpContract, from: Kernel, to: Kernel): string[] {
  return history.filter((line) => {
    const release = line.split(':')[0] as string;
    return !isSince(from.release, release) && isSince(to.release, release) && isUntil(from.release, release);
  });
}
