// SPDX-License-Identifier: GPL-2.0-only
/** Functions of a lint as anchors need them. */
import type { LintResult } from '../core/request.ts';
import type { FunctionDefinition } from '../facts/model.ts';
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
