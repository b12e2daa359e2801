// SPDX-License-Identifier: GPL-2.0-only
/** A lock at a call. */
import type { Place } from '../../../text/source.ts';
import type { HelperLockKind } from '../../models/model.ts';
import type { Unheld } from '../../reports/model/exits.ts';
import type { Sym } from '../symbols.ts';

/** A lock that a call takes or releases. */
export interface LockCall {
  kind: HelperLockKind;
  sym: Sym;
  /** The argument as the source has it. */
  written: string;
  place: Place;
  /** The call or guard, for messages. */
  by: string;
  /** It happens inside a callee, which has told its events already, maybe under a condition of its own. */
  inside?: boolean;
  /** That callee comes back in no other way. */
  isOnly?: boolean;
  /** The name that it has in the callee. */
  inCallee?: string;
  /** A helper that takes it beside other work, and finds it in what it is handed. */
  through?: string | undefined;
  /** What the callee knows of a lock that it gave back without having it. */
  unheld?: Unheld | 'perhaps' | null;
}
