// SPDX-License-Identifier: GPL-2.0-only
/** Tells which findings a patch brings in and which it mends. Findings are compared, never lines. */
import type { Finding } from '../findings/finding.ts';
import type { Change } from '../patch/change.ts';
import { isHidden } from './hidden.ts';
import { isNewLine, lineAfter, pathAfter, plainLine } from './lines.ts';
import { faultOf, isSameOfHanded, tracesOf } from './moved.ts';

export interface Compared {
  introduced: Finding[];
  fixed: Finding[];
  existing: Finding[];
}

/** A finding of the tree before the patch, with where it would stand after it. */
interface Old {
  finding: Finding;
  /** Null where the file is gone. */
  path: string | null;
  /** Null where the line was replaced. */
  line: number | null;
  /** The file no longer has the name of its function or table. */
  isOwnerGone: boolean;
}

/** `isNew`: the line came with the patch. */
type Test = (old: Old, now: Finding, isNew: (finding: Finding) => boolean) => boolean;

/**
 * Pairs findings before and after a patch by rule, the surest pairs first: the same place; the same function and line
 * of text; the same function and message; the same but for a new name, or in another file or function. What finds no
 * partner was introduced or mended, and so was what has become worse.
 */
export function compareFindings(
  before: readonly Finding[],
  after: readonly Finding[],
  changes: readonly Change[],
): Compared {
  const rename = pathAfter(changes);
  const byPath = new Map<string, Change>();
  for (const change of changes) if (change.newPath !== null) byPath.set(change.newPath, change);
  const isNew = ({ place }: Finding) => {
    const edits = byPath.get(place.file.path)?.edits ?? [];
    return isNewLine(edits, place.file.positionAt(place.start).line);
  };
  const open: Old[] = before.map((finding) => {
    const path = rename(finding.place.file.path);
    const change = path === null ? undefined : byPath.get(path);
    const line = path === null ? null : lineAfter(change?.edits ?? [], lineOf(finding));
    return { finding, path, line, isOwnerGone: change?.after?.includes(ownerOf(finding)) === false };
  });
  let rest = [...after];
  const existing: Finding[] = [];
  const worse: Finding[] = [];
  for (const signs of SIGNS) {
    rest = rest.filter((now) => {
      const at = open.findIndex(
        (old) => old.finding.rule === now.rule && signs.every((has) => has(old, now, isNew)),
      );
      if (at === -1) return true;
      const [old] = open.splice(at, 1) as [Old];
      (degreeOf(now) > degreeOf(old.finding) ? worse : existing).push(now);
      return false;
    });
  }
  const gone = open.map(({ finding }) => finding);
  // Of one thing a rule says one message: another one took the place of what was there.
  const uncovered = rest.filter((now) => gone.some((old) => isUnsaid(now, old)));
  existing.push(...uncovered);
  // In the order in which they were found.
  const introduced = after.filter(
    (now) => (rest.includes(now) && !uncovered.includes(now)) || worse.includes(now),
  );
  const isCovered = (old: Finding) => after.some((now) => isUnsaid(old, now));
  const fixed = gone.filter((old) => !isCovered(old) && !isHidden(old, introduced, changes));
  return { introduced, fixed, existing };
}

/** Whether `said` stands for `one` too: of the same rule and function, which says one of them. */
const isUnsaid = (one: Finding, said: Finding): boolean =>
  said.unsaid?.includes(one.message) === true && one.rule === said.rule && ownerOf(one) === ownerOf(said);

const degreeOf = ({ degree }: Finding) => degree ?? 0;

const isSameFile: Test = (old, now) => old.path === now.place.file.path;
const isSamePlace: Test = (old, now) => old.line === lineOf(now);
const isSameFunction: Test = (old, now) => ownerOf(old.finding) === ownerOf(now);
const isSameMessage: Test = (old, now) => old.finding.message === now.message;
const isSameText: Test = (old, now) => plainLine(old.finding.place) === plainLine(now.place);
/** The same is wrong, but something else would mend it: `return -EIO` became `err = -EIO`. */
const isSameFault: Test = (old, now) => old.finding.says.fault === now.says.fault;
/** Its function or table is gone: it may go by another name. */
const isOwnerGone: Test = (old) => old.isOwnerGone;
const isSameButForName: Test = (old, now) => {
  const [before, after] = [ownerOf(old.finding), ownerOf(now)];
  return before !== '' && old.finding.message.replaceAll(before, after) === now.message;
};
/** Its line is gone, and the message names its function: that code may be in another one, which this one calls. */
const isOutOfOwner: Test = ({ finding, line }) =>
  line === null && finding.message.includes(`${ownerOf(finding)}()`);
/** Its file or its line is gone: it may be in another file. */
const mayHaveMoved: Test = (old) => old.path === null || old.line === null;

/** Its line went, and the same came in another function: a helper that was taken out of it, or back into it. */
const isMoved: Test = (old, now, isNew) => {
  if (old.line !== null || old.finding.op !== now.op || !isNew(now)) return false;
  const [before, after] = [tracesOf(old.finding), tracesOf(now)];
  return before.code === after.code && before.fault === after.fault;
};
/** The call that does it went into a helper, or came back: the finding stands where the helper is called. */
const isSameByHelper: Test = (old, now) =>
  faultOf(old.finding) === faultOf(now) || isSameOfHanded(old.finding, now);

/** What two findings must share, the surest signs first. */
const SIGNS: readonly (readonly Test[])[] = [
  [isSameFile, isSamePlace, isSameMessage],
  [isSameFile, isSamePlace],
  [isSameFile, isSameFunction, isSameMessage, isSameText],
  [isSameFile, isSameFunction, isSameText],
  [isSameFile, isSameFunction, isSameMessage],
  [isSameFile, isSameFunction, isSameFault],
  [isSameFile, isSameMessage, isOutOfOwner],
  [isSameFile, isOwnerGone, isSameText],
  [isSameFile, isOwnerGone, isSameButForName],
  [mayHaveMoved, isSameFunction, isSameMessage, isSameText],
  [isMoved],
  [isSameFile, mayHaveMoved, isSameFunction, isSameByHelper],
];

function ownerOf(finding: Finding): string {
  return finding.function ?? finding.table ?? '';
}

function lineOf({ place }: Finding): number {
  return place.file.positionAt(place.start).line;
}
