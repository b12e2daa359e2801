// SPDX-License-Identifier: GPL-2.0-only
/** Functions of a lint as anchors need them. */
import type { LintResult } from '../core/request.ts';
import { wholeOf } from '../facts/functions/texts.ts';
import type { FunctionDefinition, Program } from '../facts/model.ts';
import type { Finding } from '../findings/finding.ts';
import type { Place } from '../text/source.ts';
import type { Extent, Functions } from './anchor.ts';

/** Looks functions up in what a lint has read. */
export function functionsOf({ program }: LintResult): Functions {
  const functionAt = ({ file: { path }, start }: Place): FunctionDefinition | undefined => {
    const facts = program.files.get(path);
    const at = facts?.file.fromCurrent(start) ?? 0;
    return facts?.functions.find(({ item }) => item.start <= at && at < item.end);
  };
  const around = (place: Place): Extent | null => {
    const own = functionAt(place);
    return own === undefined ? null : extentOf(own);
  };
  return {
    around,
    table: ({ table: name, place }) => {
      const from = program.files.get(place.file.path)?.file ?? place.file;
      const table = name === null ? undefined : program.lookupTable(name, from);
      if (table === undefined) return null;
      const { file, start, end } = table.place;
      const last = Math.max(end, ...table.members.map((member) => member.handlerPlace.end));
      return { file: file.path, first: file.positionAt(start).line, last: file.positionAt(last).line };
    },
    calleesOf: ({ place, path }: Finding) => {
      const found: Extent[] = [];
      for (const step of path) {
        const inside = around(step.place);
        if (inside !== null) found.push({ ...inside, at: step.place.file.positionAt(step.place.start).line });
      }
      const own = functionAt(place);
      if (own === undefined) return found;
      const [, ...callees] = reachedFrom([own], program);
      return [...found, ...callees.map(extentOf)];
    },
  };
}

/** Functions that one is followed through. */
const MOST_CALLEES = 200;

/** Some functions, those that their texts name, and those that these name. */
export function reachedFrom(starts: readonly FunctionDefinition[], program: Program): FunctionDefinition[] {
  const found = new Set(starts);
  for (const one of found) {
    if (found.size > MOST_CALLEES) break;
    for (const [, name = ''] of wholeOf(one).matchAll(/\b([A-Za-z_]\w*)\s*\(/g))
      for (const callee of program.peek(name, one.file)) found.add(callee);
  }
  return [...found];
}

function extentOf({ file, item }: FunctionDefinition): Extent {
  return {
    file: file.path,
    first: file.positionAt(item.start).line,
    last: file.positionAt(Math.max(item.start, item.end - 1)).line,
  };
}
