// SPDX-License-Identifier: GPL-2.0-only

import type { UseEvent } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { spot } from '../../text/source.ts';
import { returnAtOnce } from '../fixes/statements.ts';
import type { Rule } from '../rule.ts';
import { about, saidAt, who } from '../shared/exits.ts';
import { wayTo } from '../shared/path.ts';

/** Once the lock is gone another thread may unmap and free the VMA. */
export const vmaUseAfterRetry: Rule = {
  id: 'vma-use-after-retry',
  title: 'the VMA is used after its lock may be gone',
  severity: 'warning',
  basis: 'core',
  since: '2.6.37',
  until: null,
  fact: 'A function that may return VM_FAULT_RETRY may have released mmap_lock, or the lock of the VMA. From then on another thread can unmap: the VMA, and what only it holds a reference to, may be freed.',
  source:
    'mm/filemap.c filemap_fault(): after VM_FAULT_RETRY the caller holds no lock; mm/memory.c handle_mm_fault()',
  check({ reports, program }, emit) {
    for (const report of reports) {
      for (const use of report.usesAfterRelease) {
        if (use.assumed) continue;
        // A lock released in sight is released by one who may have taken references before.
        if (use.what !== 'vma' && !use.byHelper && !use.isHanded && !dropsUnheld(use, report)) continue;
        // A library that hands VM_FAULT_RETRY back sees to the object that it was handed, or its caller does.
        if (use.what === 'private' && use.byHelper) continue;
        // The first use tells it; the VMA itself tells it best.
        const root = { subject: who(report), of: about(report) };
        const said = use.isHanded ? saidAt(use.place, program, root.subject, root.of) : root;
        emit({
          once: use.isHanded
            ? spot(use.releasedBy.place)
            : `${report.op}:${report.definition.name}:${spot(use.releasedBy.place)}`,
          place: use.place,
          ...said.of,
          confidence: use.what === 'vma' ? 'high' : 'medium',
          says: {
            fault: `${said.subject} uses ${use.text} after ${releaser(use)}`,
            consequences: [consequence(use)],
            advice: advice(use),
          },
          fix: use.byHelper ? returnAtOnce(report.definition, use.releasedBy.place, 'VM_FAULT_RETRY') : null,
          related: wayTo(use.trace),
        });
      }
    }
  },
};

/** The handler itself releases the lock, by one of the names that do nothing else, and takes no reference before. */
function dropsUnheld({ releasedBy }: UseEvent, { definition, calls }: HandlerReport): boolean {
  const { file, item } = definition;
  const { place, by } = releasedBy;
  const isOwn = place.file === file && place.start >= item.bodyStart && place.end <= item.end;
  const takes = calls.some(
    (c) => takesReference(c.callee) && (c.place.file !== file || c.place.start < place.start),
  );
  return isOwn && BARE.has(by) && !takes;
}

const BARE = new Set(['up_read()', 'mmap_read_unlock()', 'release_fault_lock()']);

/** What takes a reference, as far as names tell. */
function takesReference(callee: string): boolean {
  return !callee.endsWith('get_page_prot') && callee.split('_').some((word) => TAKES.has(word));
}

const TAKES = new Set('get grab igrab ihold hold ref reference pin inc acquire lookup find'.split(' '));

function releaser({ releasedBy, byHelper }: UseEvent): string {
  const { by } = releasedBy;
  return byHelper ? `${by} may have released mmap_lock` : `${by} released mmap_lock`;
}

function consequence({ what }: UseEvent): string {
  if (what === 'vma') return 'another thread may unmap and free the VMA meanwhile';
  return what === 'file'
    ? 'another thread may unmap meanwhile, and only the file of the VMA holds a reference to it'
    : 'another thread may unmap meanwhile, and with the VMA may go the last reference to it';
}

function advice({ what, byHelper }: UseEvent): string {
  // No reference keeps a VMA.
  if (byHelper && what === 'vma') return 'read it before the call, or return at once on VM_FAULT_RETRY';
  if (byHelper)
    return 'take a reference with get_file() before the call, or return at once on VM_FAULT_RETRY';
  return what === 'private' ? 'take a reference before that' : 'take what is needed before that';
}
