// SPDX-License-Identifier: GPL-2.0-only
import type { Exit, Note } from '../../analysis/reports/model/exits.ts';
import type { Fix } from '../../findings/finding.ts';
import { releaseBefore } from '../fixes/returns.ts';
import type { Rule } from '../rule.ts';
import { atHeld, atReturn, surelyHeld, who } from '../shared/exits.ts';
import { handedOnBy } from '../shared/pairing.ts';
import { byReturn, type ExitFinding } from '../shared/path.ts';

/** Freeze protection is a read lock on the super block: every start needs its end on every path. */
export const freezeUnbalanced: Rule = {
  id: 'freeze-unbalanced',
  title: 'sb_start_pagefault() and sb_end_pagefault() do not pair up',
  severity: 'error',
  basis: 'core',
  since: '3.6',
  until: null,
  fact: 'sb_start_pagefault() takes a read lock that freezing the file system waits for; sb_end_pagefault() drops it. Core does neither around a handler.',
  source: 'include/linux/fs.h, fs/super.c freeze_super(); since 3.6',
  isOfCallee: true,
  check({ reports }, emit) {
    const held = byReturn(reports, (exit) => (unended(exit) ? ['end'] : [])).map((f) => {
      const lock = f.exit.held.find(({ kind }) => kind === 'freeze');
      const by = lock ? handedOnBy(lock, f.exit.place) : null;
      const whose = by === null ? '' : `, which ${by}() took`;
      return {
        ...atHeld(
          f,
          {
            fault: `${who(f.report)} returns with freeze protection of ${nameOf(f.exit, 'held')} still held${whose}`,
            consequences: ['freezing the file system waits for ever'],
            advice: 'call sb_end_pagefault() on this path too',
            remedy: { lock: `freeze protection of ${nameOf(f.exit, 'held')}` },
          },
          [],
        ),
        // What every handler hands on as it is was forgotten once.
        ...(by === null ? {} : { once: by }),
        fix: fixOf(f),
      };
    });
    const released = byReturn(reports, (exit) => (unstarted(exit) ? ['start'] : [])).map((f) =>
      atReturn(
        f,
        {
          fault: `${who(f.report)} ends freeze protection of ${nameOf(f.exit, 'released')} more often than it starts it`,
          consequences: [
            'the count of writers goes below zero, and the file system can be frozen under a write',
          ],
          advice: 'drop this sb_end_pagefault() or call sb_start_pagefault() first',
        },
        endSteps(f.exit),
      ),
    );
    for (const draft of [...held, ...released]) emit(draft);
  },
};

function fixOf(found: ExitFinding): Fix | null {
  const lock = found.exit.held.find(({ kind }) => kind === 'freeze');
  return lock ? releaseBefore(found, lock) : null;
}

function unended(exit: Exit): boolean {
  return !exit.assumed && surelyHeld(exit, ['freeze']).length > 0;
}

function unstarted(exit: Exit): boolean {
  return (
    !exit.assumed &&
    exit.released.some((lock) => lock.kind === 'freeze' && lock.certain) &&
    !exit.held.some((lock) => lock.kind === 'freeze')
  );
}

function endSteps(exit: Exit): Note[] {
  return exit.trace.length
    ? []
    : exit.released.map(({ place, name }) => ({ place, message: `releases ${name}` }));
}

function nameOf(exit: Exit, side: 'held' | 'released'): string {
  return exit[side].find((lock) => lock.kind === 'freeze')?.name || 'the super block';
}
