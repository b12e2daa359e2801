// SPDX-License-Identifier: GPL-2.0-only
import type { Draft } from '../rule.ts';
import { type Compared, compared, type DocumentRule, mentionsOf } from './rule.ts';

export const docMissingOp: DocumentRule = {
  id: 'doc-missing-op',
  title: 'a member of the header has no prototype or no row in the documentation',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'An op that the document leaves out is called all the same, and nothing says under which locks.',
  source: 'Documentation/filesystems/locking.rst and vfs.rst against include/linux',
  check: (context) => compared(context).flatMap(missingIn),
};

function missingIn({ described, defined, also }: Compared): Draft[] {
  return [defined, ...also].flatMap(({ struct, members }) =>
    [...members].flatMap(([op, declarations]): Draft[] => {
      const callback = declarations.find(({ kind }) => kind === 'callback');
      if (!callback) return [];
      const { prototype, row } = mentionsOf(op, described);
      const needsRow = described.rows !== null;
      if (prototype && (row || !needsRow)) return [];
      const what = prototype
        ? 'has a prototype here, but no row in the table of locking rules'
        : row
          ? 'has a row here, but no prototype'
          : 'is not documented';
      const isNowhere = !prototype && !row && needsRow;
      return [
        {
          says: {
            fault: `${op} of struct ${struct} ${what}`,
            consequences: isNowhere ? ['it has neither a prototype nor a row'] : [],
          },
          place: prototype?.place ?? row?.place ?? described.place,
          table: struct,
          op,
          related: [{ place: callback.place, message: 'declared here' }],
        },
      ];
    }),
  );
}
