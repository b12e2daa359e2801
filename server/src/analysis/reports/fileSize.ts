// SPDX-License-Identifier: GPL-2.0-only
/** What a page_mkwrite handler does with the size of its file. */
import type { Place } from '../../text/source.ts';
import { sizeWithoutStart, startTests } from '../cfg/sizeTests.ts';
import { graphsOf } from '../engine/context.ts';
import type { Frame } from '../engine/frame.ts';
import type { HandlerReport } from './report.ts';

export function worksWithSize(x: Frame): HandlerReport['worksWithSize'] {
  const use = sizeWithoutStart(x.graph);
  return use && { place: x.place(use), text: x.text(use) };
}

/** Where it compares the beginning of its page with the size, or calls a function that does. */
export function sizeTests(x: Frame): Place[] {
  const { graph, context, file } = x;
  const tests = (name: string) =>
    context.program
      .peek(name, file)
      .some((one) => graphsOf(one, context).some((own) => startTests(own).length > 0));
  const calls = graph.blocks
    .flatMap(({ instructions }) => instructions)
    .filter((i) => i.op === 'call' && i.callee.k === 'name' && tests(i.callee.name));
  return [...startTests(graph), ...calls].map((one) => x.place(one));
}
