/** The page of an op with links that an editor follows. */
import type { OpContract } from '../../contracts/model.ts';
import { opPage as pageOf, opText as textOf } from '../../report/pages/op.ts';
import type { Session } from '../session.ts';
import { linksInto } from './markdown.ts';

export { entryOf } from '../../report/pages/op.ts';

/** Returns the page, or null for a name that no release has. */
export function opPage(op: string, { kernel, base }: Session): string | null {
  return pageOf(op, kernel, linksInto(base));
}

/** The page of an op that the release has, for who shows its prototype already. */
export function opText(contract: OpContract, { kernel, base }: Session): string {
  return textOf(contract, kernel, linksInto(base));
}
