// SPDX-License-Identifier: GPL-2.0-only
/** Huge pages that are mapped by the frame of the place of the fault, and not of where they begin. */
import { hugeFrames } from '../../gaps/mapped/hugeFrames.ts';
import { expressionText } from '../render.ts';
import type { HandlerReport } from '../report.ts';
import type { InFile } from './sameFile.ts';

export function hugeFramesOf(reached: readonly InFile[]): HandlerReport['hugeFrames'] {
  return reached.flatMap(({ definition: { file }, graph }) =>
    hugeFrames(graph).map(({ from, call }) => ({
      text: expressionText(from, file.text),
      callee: call.by,
      place: { file, start: call.start, end: call.end },
      from: { file, start: from.start, end: from.end },
    })),
  );
}
