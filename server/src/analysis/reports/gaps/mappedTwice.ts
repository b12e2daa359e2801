// SPDX-License-Identifier: GPL-2.0-only
/** Pieces that are mapped one after the other, where only the address or only the frame moves on, or no address does. */
import { sameAddresses } from '../../gaps/mapped/sameAddress.ts';
import { sameFrames } from '../../gaps/mapped/sameFrames.ts';
import type { MappedTwice } from '../model/events.ts';
import type { InFile } from './sameFile.ts';

export function mappedTwice(reached: readonly InFile[]): MappedTwice[] {
  return reached.flatMap(({ definition: { file }, graph }) =>
    [
      ...sameFrames(graph, file.text),
      ...sameAddresses(graph, file.text).map((one) => ({ ...one, what: 'again' as const })),
    ].map(({ what, text, call, before }) => ({
      what,
      text,
      callee: call.by,
      place: { file, start: call.start, end: call.end },
      before: before && { file, start: before.start, end: before.end },
    })),
  );
}
