// SPDX-License-Identifier: GPL-2.0-only
import type { ChosenAccess, Limited } from '../analysis/reports/chosen.ts';
import type { MappingReport } from '../analysis/reports/report.ts';
import type { Release } from '../contracts/model.ts';
import { isSince } from '../contracts/release.ts';
import { isRoot } from './mappings.ts';
import { wayTo } from './path.ts';
import type { Draft, Rule } from './rule.ts';

/** The helpers that map frames take what they are given. */
export const mmapBound: Rule = {
  id: 'mmap-bound',
  title: 'mmap maps what user space asks for without a bound that holds',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'User space chooses offset and length of a mapping. remap_pfn_range() and io_remap_pfn_range() map whatever they are given. Before 4.17 the sum of offset and length in bytes may wrap.',
  source: 'mm/memory.c remap_pfn_range(); mm/mmap.c do_mmap(), file_mmap_ok(), 4.17',
  check({ kernel, mappings }) {
    const drafts = new Map<string, Draft>();
    for (const mapping of mappings) {
      if (!isEntry(mapping)) continue;
      for (const access of mapping.accesses) {
        const wrong = judge(access, kernel.release);
        if (wrong === null) continue;
        const key = `${wrong.place.file.path}:${mapping.definition.name}:${wrong.message}`;
        if (drafts.has(key)) continue;
        drafts.set(key, {
          ...wrong,
          function: mapping.definition.name,
          confidence: 'medium',
          related: wayTo(
            access.trace,
            access.within ? [{ place: access.place, message: 'it is mapped here' }] : [],
          ),
        });
      }
    }
    return [...drafts.values()];
  },
};

/** Core calls it, and nothing that may have checked before. */
function isEntry(mapping: MappingReport): boolean {
  return mapping.entries.length > 0 || (mapping.definition.isStatic && isRoot(mapping));
}

function judge(access: ChosenAccess, release: Release): Pick<Draft, 'place' | 'message'> | null {
  const { has, bound, end, isBased } = access;
  if (!isBased || access.kind === 'handed' || access.kind === 'copy') return null;
  if (!has.offset && !has.length) return null;
  const worst = end ?? bound;
  if (worst.how === 'held' && worst.mayWrap && worst.place && !isSince(release, '4.17'))
    return {
      place: worst.place,
      message:
        'the sum of offset and length can wrap: a large vm_pgoff passes, and user space maps what lies before or past the object; compare the offset first, then the length with what is left',
    };
  const wrong = said(access, worst);
  if (wrong === null) return null;
  const place = access.within?.place ?? access.place;
  return {
    place,
    message: `${wrong}: user space maps what lies past the object; return -EINVAL where it is too large`,
  };
}

function said({ has, bound, callee, index }: ChosenAccess, { how }: Limited): string | null {
  const maps = callee === null ? index : `what ${callee}() maps`;
  switch (how) {
    case 'none':
      if (bound.how === 'held' || bound.how === 'beyond')
        return `the length of ${maps} is never bounds-checked`;
      if (has.offset && has.length) return `neither offset nor length of ${maps} is bounds-checked`;
      return `the ${has.offset ? 'offset' : 'length'} of ${maps} is never bounds-checked`;
    case 'part':
      if (bound.how === 'none') return `the offset of ${maps} is never bounds-checked`;
      return has.length
        ? `the length of ${maps} is never bounds-checked against what lies behind the offset`
        : null;
    case 'cut':
      return `what ${callee ?? 'it'} maps is bounds-checked after it was cut to fewer bits`;
    default:
      return null;
  }
}
