// SPDX-License-Identifier: GPL-2.0-only
/** Insertions by the fault handler of a special mapping, against the flags with which the mapping is installed. */
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { APPLIES } from '../../facts/mappings/setEntries.ts';
import type { SpecialInstall } from '../../facts/mappings/specialInstalls.ts';
import type { FileFacts, Program } from '../../facts/model.ts';
import { type Says, withSubject } from '../../findings/says.ts';
import type { Draft } from '../rule.ts';
import { inserts, needsNone } from './insertions.ts';

/** Entries that a callback sets by hand, which core takes for those of pages that it has counted. */
export function bareEntries(program: Program): Draft[] {
  return [...program.files.values()].flatMap((file) =>
    file.setEntries
      .filter(({ isSpecial }) => !isSpecial)
      .map(
        ({ function: name, place, applied }): Draft => ({
          place,
          function: name,
          confidence: 'medium',
          says: {
            fault: `${name}() sets an entry of user space that is not special, and takes no reference to the page`,
            consequences: ['core drops one at munmap, and the page is freed while others use it'],
            advice: 'make it special by pte_mkspecial()',
          },
          related: [{ place: applied, message: `${name}() is called for a VMA here` }],
        }),
      ),
  );
}

/** The call sets special entries by a callback of its own: they have no page, which the flags of the VMA have to say. */
export function setsSpecial({ callee, place }: CallEvent, { files }: Program): boolean {
  if (!APPLIES.has(callee)) return false;
  const entries = files.get(place.file.path)?.setEntries ?? [];
  return entries.some(({ isSpecial, applied }) => isSpecial && applied.start === place.start);
}

/** Says it at the flags: they belong to one call, while a handler may serve several mappings. */
export function specialInserts(reports: readonly HandlerReport[], program: Program): Draft[] {
  return [...program.files.values()].flatMap((file) =>
    file.specialInstalls.flatMap((install) => {
      const wrong = handlersOf(install, file, reports).flatMap((report) => {
        const calls = report.calls.filter((one) => inserts(one) && !needsNone(one));
        return calls.flatMap((call) => wrongWith(call, report, install) ?? []);
      })[0];
      return wrong === undefined ? [] : [wrong];
    }),
  );
}

function handlersOf(
  { objects }: SpecialInstall,
  { file, special }: FileFacts,
  reports: readonly HandlerReport[],
): HandlerReport[] {
  const names = special.filter(({ op, object }) => op === 'fault' && objects.includes(object));
  return reports.filter(
    ({ op, tables, definition }) =>
      op === 'fault' &&
      tables.length === 0 &&
      definition.file === file &&
      names.some((one) => one.function === definition.name),
  );
}

/** Nothing but the install sets flags of such a VMA, which is private unless VM_SHARED is one of them. */
function wrongWith(call: CallEvent, { definition }: HandlerReport, install: SpecialInstall): Draft | null {
  const { place } = install;
  const inserted = `${definition.name}() calls ${call.callee}()`;
  const lacking = lackingFor(call, install, inserted);
  return lacking === null
    ? null
    : {
        place,
        function: install.function,
        confidence: call.assumed ? 'medium' : 'high',
        says: withSubject(`${install.function}() installs a special mapping`, lacking),
        related: [{ place: call.place, message: `${inserted} here` }],
      };
}

function lackingFor({ helper }: CallEvent, install: SpecialInstall, inserted: string): Says | null {
  const { flags, isWhole } = install;
  const family = helper?.insert?.family;
  const isBare = flags.has('VM_PFNMAP');
  const isMixed = flags.has('VM_MIXEDMAP');
  const insertsFrame = family === 'pfn' || family === 'huge-pfn';
  if (insertsFrame && isBare && flags.has('VM_MAYWRITE') && !flags.has('VM_SHARED'))
    return {
      fault: 'with VM_PFNMAP and VM_MAYWRITE, private and writable by mprotect()',
      consequences: [`${inserted}, which hits a BUG_ON() for it`],
      advice: 'leave VM_MAYWRITE out',
    };
  // What a name of another kind stands for may have any flag.
  if (!isWhole || [...flags].some((flag) => !flag.startsWith('VM_'))) return null;
  if (insertsFrame && !isBare && !isMixed)
    return {
      fault: 'with neither VM_PFNMAP nor VM_MIXEDMAP',
      consequences: [`${inserted}, which hits a BUG_ON()`],
      advice: 'add VM_PFNMAP',
    };
  if (family === 'mixed' && !isMixed)
    return {
      fault: 'without VM_MIXEDMAP',
      consequences: [`${inserted}, which needs it`],
      advice: 'add VM_MIXEDMAP',
    };
  return null;
}
