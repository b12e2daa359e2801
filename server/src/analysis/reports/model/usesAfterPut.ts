// SPDX-License-Identifier: GPL-2.0-only
/** Objects that are used, or reached by user space, when they may be freed; and what is freed while somebody has it. */
import type { Place } from '../../../text/source.ts';
import type { Step } from './exits.ts';

/** A call, by its place and how it reads. */
interface Call {
  place: Place;
  by: string;
}

interface Use {
  text: string;
  place: Place;
  /** What happened before, by `how`. */
  earlier: Call & { certain: boolean; isAlone?: boolean };
  trace: Step[];
  assumed: boolean;
}

/** What a path shows; `earlier` gave it back, but for what is said otherwise. */
export type UseOnPath =
  | {
      /**
       * `used`: it is looked into; `freed`: it is freed again; `counted`: it is freed after `earlier` lowered its count, and nobody
       * looked at the rest; `linked`: it is freed while a list has it, where `earlier` put it; `found`: likewise, where
       * `earlier` found it.
       */
      how: 'used' | 'freed' | 'counted' | 'linked' | 'found';
    }
  /** It is freed while a lookup finds it: `earlier` stored it, and `erase` would take it out. */
  | { how: 'stored'; erase: string };

/** What a graph shows. */
export type UseInGraph =
  /** The first reference to it is taken after `earlier` gave the lock back under which it was found. */
  | { how: 'late' }
  /** `earlier` lowered a count that another call reads to decide whether that was the last user, behind which `freed` is. */
  | { how: 'apart'; freed: Call }
  | {
      /**
       * `mapped`: it is freed while user space has what `earlier` mapped of it; `partly mapped`: the pieces that a loop came to before one
       * failed; `mapped late`: it is mapped when `earlier` had freed it; `kept`: it is freed, and the slot that `earlier` asked
       * whether it holds anything holds it still; `left`: likewise, a slot (`earlier.by`) in which the function has put it.
       */
      how: 'mapped' | 'partly mapped' | 'mapped late' | 'kept' | 'left';
      /** The call that frees it, or maps it, as it reads. */
      by: string;
    };

/** A look into an object after the put that may have been its last, or after it was freed. */
export type UseAfterPut = Use & (UseOnPath | UseInGraph);
