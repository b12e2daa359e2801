// SPDX-License-Identifier: GPL-2.0-only
/** Insertions by a function that maps itself: the flags have to be there before. */
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { VmaFlags } from '../../analysis/state/knownFlags.ts';
import type { Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import type { Program } from '../../facts/model.ts';
import { type Says, withSubject } from '../../findings/says.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { aboutMapping, saidAt } from '../shared/exits.ts';
import { decidesAlone } from '../shared/mappings.ts';
import { lockFreeWayTo } from '../shared/path.ts';
import { inserts, isPrivate, needsNone } from './insertions.ts';

/** The release that VM_MIXEDMAP came with. */
export const HAS_MIXEDMAP = '2.6.26';

/** What the flags at a call of a function that maps lack; a caller that may have set them makes it unknown. */
export function mmapInserts(mapping: MappingReport, release: Release, program: Program): Draft[] {
  if (mapping.status !== 'complete') return [];
  const isAlone = decidesAlone(mapping);
  return mapping.calls.flatMap((call) => {
    const isInsertion = isAlone && isSince(release, HAS_MIXEDMAP) && inserts(call) && !needsNone(call);
    const lacking = isInsertion ? wrongWith(call, release) : call.onCopy ? lostOnCopy(call, mapping) : null;
    const unasked = lacking === null && isAlone && call.onVma ? call.writesAlways : null;
    const wrong = unasked === null ? lacking : writableFor(unasked);
    if (wrong === null) return [];
    const { definition } = mapping;
    const said = saidAt(call.place, program, `${definition.name}()`, aboutMapping(definition));
    return [
      {
        once: spot(call.place),
        place: call.place,
        ...said.of,
        ...(unasked !== null && { severity: 'warning' as const }),
        confidence: call.assumed || !mapping.definition.isStatic ? ('medium' as const) : ('high' as const),
        says: withSubject(`${said.subject} calls ${call.callee}()`, wrong),
        related: lockFreeWayTo(call.trace),
      },
    ];
  });
}

function wrongWith({ callee, helper, flags }: CallEvent, release: Release): Says | null {
  const lacks = (flag: string) => flags.lacks(flag);
  switch (helper?.insert?.family) {
    case 'mixed':
      if (!lacks('VM_MIXEDMAP')) return null;
      return {
        fault: 'before it has set VM_MIXEDMAP',
        consequences: [isSince(release, '6.12') ? 'the call answers VM_FAULT_SIGBUS' : 'it hits a BUG_ON()'],
        advice: 'set VM_MIXEDMAP first',
      };
    case 'page':
      // It sets VM_MIXEDMAP by itself, which mmap may.
      if (callee.endsWith('_mkwrite') || !isSince(release, '3.7') || !isBare(flags)) return null;
      return {
        fault: 'with VM_PFNMAP, which is for page frames alone',
        consequences: ['it hits a BUG_ON()'],
        advice: 'leave VM_PFNMAP out',
      };
    case 'pfn':
    case 'huge-pfn':
      if (lacks('VM_PFNMAP') && lacks('VM_MIXEDMAP'))
        return {
          fault: 'before it has set VM_PFNMAP or VM_MIXEDMAP',
          consequences: ['it hits a BUG_ON()'],
          advice: 'set VM_PFNMAP first',
        };
      if (isPrivate(flags))
        return {
          fault: 'with VM_PFNMAP, and on a private mapping where user space asks for that',
          consequences: ['it hits a BUG_ON() then'],
          advice: 'reject is_cow_mapping(vma->vm_flags) first',
        };
      return null;
    default:
      return null;
  }
}

function writableFor(by: string): Says {
  const isBit = !by.startsWith('PAGE_SHARED');
  const how = isBit ? `with ${by} in the protection` : `with ${by}`;
  const advice = isBit ? 'leave the bit to core' : 'hand it vma->vm_page_prot';
  return {
    fault: `${how}, also where the mapping has no VM_WRITE`,
    consequences: ['what was mapped for reading, of a file that is open for reading alone, can be written'],
    advice,
  };
}

/** What such a call sets core asks of the VMA itself: it takes the entries for those of pages, and may enlarge the mapping. */
function lostOnCopy({ helper }: CallEvent, { exits }: MappingReport): Says | null {
  const sets = helper?.outcomes.some(({ effects }) => effects.some((effect) => effect.verb === 'vm-flags'));
  const isLacking = ({ flags }: MappingExit) =>
    !BARE.some((flag) => flags.is(flag) === true || flags.isOpen(flag));
  if (!sets || exits.length === 0 || !exits.every(isLacking)) return null;
  return {
    fault: 'on a copy of the VMA',
    consequences: [
      'the flags that it sets (VM_PFNMAP, VM_IO, VM_DONTEXPAND) are lost, core takes the entries for those of pages, and mremap() may enlarge the mapping',
    ],
    advice: 'hand it the VMA itself',
  };
}

const BARE = ['VM_PFNMAP', 'VM_MIXEDMAP'];

const isBare = (flags: VmaFlags) => flags.chosen('VM_PFNMAP') !== null && flags.lacks('VM_MIXEDMAP');
