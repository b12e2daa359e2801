// SPDX-License-Identifier: GPL-2.0-only
/** Coarse facts about the order in which a function runs its text. */
import type { FunctionDefinition } from '../model.ts';
import { walk } from './visit.ts';

const LOOPS = new Set(['for', 'while', 'do', 'macro-loop']);

/** Something may run after what stands below it: there is a loop, or a goto to a label above. */
export function goesBack(definition: FunctionDefinition): boolean {
  return definition.variants().some(({ body }) => {
    const labels = new Set<string>();
    let found = false;
    walk(body, (node) => {
      if (LOOPS.has(node.kind)) found = true;
      if (node.kind === 'label') labels.add(node.name);
      if (node.kind === 'goto' && (node.label === null || labels.has(node.label))) found = true;
    });
    return found;
  });
}
