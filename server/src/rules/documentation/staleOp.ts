// SPDX-License-Identifier: GPL-2.0-only
import type { Place } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { type Compared, compared, type DocumentContext, type DocumentRule, ownerOf } from './rule.ts';

export const docStaleOp: DocumentRule = {
  id: 'doc-stale-op',
  title: 'the documentation describes a member that the header no longer has',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'An op that is gone is called by nothing: code that is written for it does not compile.',
  source: 'Documentation/filesystems/locking.rst and vfs.rst against include/linux',
  check: (context) => compared(context).flatMap((one) => staleIn(one, context)),
};

function staleIn(one: Compared, { structs }: DocumentContext): Draft[] {
  const { described, defined } = one;
  const places = new Map<string, Place[]>();
  const mention = (name: string, place: Place) => places.set(name, [...(places.get(name) ?? []), place]);
  for (const { op, place } of described.prototypes) mention(op, place);
  for (const { name, place } of described.data) mention(name, place);
  for (const { op, place } of described.rows ?? []) mention(op, place);
  return [...places].flatMap(([op, [place, ...others]]): Draft[] => {
    if (place === undefined || ownerOf(op, one)) return [];
    const other = [...structs.values()].find(({ members }) => members.has(op));
    const where = other ? `; struct ${other.struct} has a member of that name` : '';
    return [
      {
        says: { fault: `struct ${defined.struct} has no member ${op}${where}` },
        place,
        table: defined.struct,
        op,
        related: [
          ...others.map((also) => ({ place: also, message: 'and here' })),
          { place: defined.place, message: 'the struct' },
        ],
      },
    ];
  });
}
