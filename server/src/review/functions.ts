// SPDX-License-Identifier: GPL-2.0-only
/** Functions of a lint as anchors need them. */
import type { LintResult } from '../core/request.ts';
import type { FunctionDefinition } from '../facts/model.ts';
import type { Finding } from '../findings/finding.ts';
import type { Place } from '../text/source.ts';
import type { Extent, Functions } from './anchor.ts';

/** Looks functions up in what a lint has read. */
export function functionsOf({ program }: LintResult): Functions {
  const around = (place: Place): Extent | null => {
    const own = program.files
      .get(place.file.path)
      ?.functions.find(({ item }) => item.start <= place.start && place.start < item.end);
    return own === undefined ? null : extentOf(own);
  };
  return {
    around,
    table: ({ table: name, place }) => {
      const table = name === null ? undefined : program.lookupTable(name, place.file);
      if (table === undefined) return null;
      const { file, start, end } = table.place;
      const last = Math.max(end, ...table.members.map((member) => member.handlerPlace.end));
      return { file: file.path, first: file.positionAt(start).line, last: file.positionAt(last).line };
    },
    calleesOf: ({ place, path }: Finding) => {
      const found: Extent[] = [];
      for (const step of path) {
        const inside = around(step.place);
        if (inside !== null) found.push(inside);
      }
      const own = program.files
        .get(place.file.path)
        ?.functions.find(({ item }) => item.start <= place.start && place.start < item.end);
      if (own === undefined) return found;
      return [...found, ...reachable(own, program.peek.bind(program))];
    },
  };
}

const MOST = 200;

/** The functions that the text of one names, and those that these name. */
function reachable(
  start: FunctionDefinition,
  peek: (name: string, from: FunctionDefinition['file']) => FunctionDefinition[],
): Extent[] {
  const seen = new Set<FunctionDefinition>([start]);
  for (const one of seen) {
    if (seen.size > MOST) break;
    const text = one.file.text.slice(one.item.start, one.item.end);
    for (const [, name] of text.matchAll(/\b([A-Za-z_]\w*)\s*\(/g))
      for (const callee of peek(name as string, one.file)) seen.add(callee);
  }
  seen.delete(start);
  return [...seen].map(extentOf);
}

function extentOf({ file, item }: FunctionDefinition): Extent {
  return {
    file: file.path,
    first: file.positionAt(item.start).line,
    last: file.positionAt(Math.max(item.start, item.end - 1)).line,
  };
}
