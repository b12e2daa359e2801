// SPDX-License-Identifier: GPL-2.0-only
/** How a path came to where something happens. */
import type { Step } from '../../reports/model/exits.ts';
import type { TraceNode } from '../../state/state.ts';

/** A trace in order of execution. */
export function traceOf(node: TraceNode | null): Step[] {
  const steps: Step[] = [];
  for (let n = node; n; n = n.before) steps.push(n.step);
  return steps.reverse();
}
