// SPDX-License-Identifier: GPL-2.0-only
/** What callers of a helper are found to do wrong, once a change broke the helper: one finding, where it was changed. */

import { wholeOf } from '../facts/functions/texts.ts';
import type { FunctionDefinition } from '../facts/model.ts';
import type { Finding, PathStep } from '../findings/finding.ts';
import { notesOf } from '../findings/notes.ts';
import { messageOf, type Says, said } from '../findings/says.ts';
import type { Change } from '../patch/change.ts';
import { type Place, SourceFile } from '../text/source.ts';
import { isOnNewLine } from './lines.ts';
import type { Anchor, ReviewFinding } from './model.ts';
import type { Versions } from './reach/versions.ts';

/** A changed function, and where in it the change is. */
interface Helper {
  definition: FunctionDefinition;
  place: Place;
}

/**
 * Returns what a change brought in, with one finding for all callers of a helper that it changed where these were left
 * alone: several say the same then, or are told to call what they do call.
 */
export function oneForEachHelper(
  introduced: readonly ReviewFinding[],
  changes: readonly Change[],
  versions: Versions,
): ReviewFinding[] {
  const groups = new Map<string, { helper: Helper; all: ReviewFinding[] }>();
  const keys = introduced.map((one) => {
    const helper = one.anchor && helperOf(one.finding, one.anchor, changes, versions);
    if (!helper) return null;
    const { name, file } = helper.definition;
    const key = `${one.finding.rule} ${file.path}:${name}`;
    const group = groups.get(key) ?? { helper, all: [] };
    group.all.push(one);
    groups.set(key, group);
    return key;
  });
  return introduced.flatMap((one, at) => {
    const group = groups.get(keys[at] ?? '');
    if (group === undefined) return [one];
    const { helper, all } = group;
    if (all.length === 1 && !one.finding.message.includes(`call ${helper.definition.name}()`)) return [one];
    return all[0] === one ? [ofHelper(helper, one, all)] : [];
  });
}

function ofHelper(
  { definition, place }: Helper,
  { finding, anchor }: ReviewFinding,
  all: readonly ReviewFinding[],
): ReviewFinding {
  const { fault, consequences, asks } = finding.says;
  const says: Says = {
    fault: `${definition.name}() no longer does what its callers need`,
    consequences: [messageOf({ fault, consequences })],
    asks,
  };
  return {
    finding: { ...finding, ...said(says), place, path: [...finding.path, ...callersOf(all)], fix: null },
    anchor,
  };
}

/** A note for each function that a finding is about, where the finding stood. */
function callersOf(all: readonly ReviewFinding[]): PathStep[] {
  const places = new Map<string, Place>();
  for (const { finding } of all) {
    const key = `${finding.place.file.path}:${finding.function}`;
    if (!places.has(key)) places.set(key, finding.place);
  }
  const [first, ...others] = [...places].map(([key, place]) => ({
    name: key.slice(key.lastIndexOf(':') + 1),
    place,
  }));
  if (first === undefined) return [];
  const notes = notesOf(
    others.map(({ place }) => place),
    (at) => `the same in ${others[at]?.name}()`,
    (rest) => `, and in ${rest} more`,
  );
  return [{ place: first.place, message: `in ${first.name}()` }, ...notes].map(
    (note): PathStep => ({ kind: 'note', ...note, explains: true }),
  );
}

/** The changed function that a finding is anchored in, where the function that it is about was left alone. */
function helperOf(
  finding: Finding,
  anchor: Anchor,
  changes: readonly Change[],
  versions: Versions,
): Helper | null {
  if (finding.function === null || isOnNewLine(finding, changes)) return null;
  const { path } = finding.place.file;
  const changed = changes.find((one) => (anchor.side === 'new' ? one.newPath : one.oldPath) === anchor.file);
  if (!changed || changed.newPath === null || changed.after === null || changed.before === null) return null;
  const line = anchor.side === 'new' ? anchor.line : lineOfRemoved(changed, anchor.line);
  const now = versions.of(changed.newPath, changed.after);
  const { file } = now.facts;
  const definition = now.facts.functions.find(({ item }) => {
    const last = file.positionAt(Math.max(item.start, item.end - 1)).line;
    return file.positionAt(item.start).line <= line && line <= last;
  });
  if (definition === undefined) return null;
  if (definition.name === finding.function && changed.newPath === path) return null;
  if (isTouched(finding.function, path, changes, versions)) return null;
  const plain = new SourceFile(changed.newPath, changed.after);
  const start = plain.offsetAt({ line, column: 1 });
  const text = plain.text.slice(start).split('\n', 1)[0] ?? '';
  const from = start + text.length - text.trimStart().length;
  return {
    definition,
    place: { file: plain, start: from, end: Math.max(from, start + text.trimEnd().length) },
  };
}

/** The line of the file after a change where one that it took away would stand. */
function lineOfRemoved({ edits }: Change, line: number): number {
  const edit = edits.find(({ oldStart, oldLines }) => oldStart <= line && line < oldStart + oldLines);
  return edit === undefined ? line : Math.max(edit.newStart - (edit.newLines === 0 ? 1 : 0), 1);
}

/** Whether a change did something to a function. */
function isTouched(name: string, path: string, changes: readonly Change[], versions: Versions): boolean {
  const own = changes.find(({ newPath }) => newPath === path);
  if (own === undefined || own.after === null) return false;
  if (own.before === null) return true;
  const old = versions.of(path, own.before);
  const { functions } = versions.of(path, own.after).facts;
  return functions.some((one) => one.name === name && !old.items.has(wholeOf(one)));
}
