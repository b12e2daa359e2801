// SPDX-License-Identifier: GPL-2.0-only
/** The mmap_lock of the faulting address space: held on entry, released by a step, or unknown. */
import type { LockStep, MmapLockState } from '../../reports/model/exits.ts';
import { mmapStep } from '../../reports/steps.ts';
import { property } from './property.ts';

export const mmapLock = {
  mmap: property<MmapLockState>({
    initial: 'held',
    apart: (mmap) => mmap,
    noticed: (mmap) => mmap,
    giveBack(mmap, { next, callee, place, name }) {
      if (mmap === 'held') return true;
      next.mmap = mmap;
      if (mmap === 'released') {
        next.releasedBy = mmapStep(place, `${name}()`, 'releases');
        next.pass(next.releasedBy);
        next.releasedByHelper = callee.releasedByHelper;
      }
      return true;
    },
  }),
  /** Times it was taken on top of core's own. */
  mmapAgain: property<number>({
    initial: 0,
    apart: (again) => `${again || ''}`,
    noticed: (again) => `${again}`,
    giveBack(again, { next }) {
      next.mmapAgain += again;
      return true;
    },
  }),
  releasedBy: property<LockStep | null>({ initial: null }),
  releasedByHelper: property<boolean>({ initial: false }),
};
