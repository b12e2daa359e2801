// SPDX-License-Identifier: GPL-2.0-only
/** Why git cannot tell, as one phrase that says what helps. */
import type { Git } from '../../io/git/git.ts';

const UNSHALLOW = 'the clone is shallow: run "git fetch --unshallow", or fetch more of its history';

/** Why a revision is no commit. */
export async function unknown(git: Git, revision: string): Promise<string> {
  const shallow = (await git.isShallow()) ? `; ${UNSHALLOW}` : '';
  return `${revision} is no commit here${shallow}`;
}

/** Why two commits have none in common. */
export async function noBase(git: Git, what: string): Promise<string> {
  if (await git.isShallow()) return `no commit that both of ${what} come from: ${UNSHALLOW}`;
  return `no commit that both of ${what} come from; if the history was cut, "git fetch --unshallow" brings it back`;
}
