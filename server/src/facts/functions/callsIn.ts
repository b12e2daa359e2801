// SPDX-License-Identifier: GPL-2.0-only
/** The calls that a function makes by name. */
import type { Place } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';
import { walk } from './visit.ts';

/** Returns them in the order of the text, of the first arm of each `#if`. */
export function callsIn(definition: FunctionDefinition): { callee: string; place: Place }[] {
  const { file } = definition;
  const found: { callee: string; place: Place }[] = [];
  const body = definition.variants()[0]?.body;
  if (body)
    walk(body, (node) => {
      if (node.kind === 'call' && node.callee.kind === 'identifier')
        found.push({ callee: node.callee.name, place: { file, start: node.start, end: node.end } });
    });
  return found;
}
