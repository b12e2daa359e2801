// SPDX-License-Identifier: GPL-2.0-only
/** Which calls surely give up what they are handed. */
import type { FunctionDefinition } from '../../../facts/model.ts';
import { calledNames } from '../../../facts/names/mentions.ts';
import { type Role, says } from '../../../facts/names/roles.ts';
import type { AnalysisContext } from '../../engine/context.ts';
import { FREES } from '../../models/allocators.ts';

/** Says it of the functions that a caller calls. */
export type GivesUp = (name: string) => boolean;

/** By the table of the library, by its name, or by a body that does it: `bm_free_pages()` may only count them. */
export function givesUpFor(
  { file, guards }: FunctionDefinition,
  { program }: AnalysisContext,
  role: Role & ('frees' | 'givesUp') = 'givesUp',
): GivesUp {
  return (name) =>
    FREES.has(name) ||
    says(name, role, 'surely') ||
    (says(name, role, 'maybe') &&
      program
        .peek(name, file, guards)
        .some((one) => calledNames(one).some((called) => FREES.has(called) || says(called, role, 'surely'))));
}
