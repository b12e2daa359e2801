// SPDX-License-Identifier: GPL-2.0-only
/** Errnos that the code writes out. */
import { looksLikeErrno } from '../../syntax/words/errnos.ts';
import type { Pure } from './cfg.ts';

/** `-ENOMEM`. */
export function isWrittenErrno(e: Pure): boolean {
  return e.k === 'unary' && e.op === '-' && e.of.k === 'name' && looksLikeErrno(e.of.name);
}
