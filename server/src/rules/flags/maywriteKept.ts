// SPDX-License-Identifier: GPL-2.0-only
import type { MappingExit, MappingReport, RefusedWrite } from '../../analysis/reports/model/mappings.ts';
import { functionAt } from '../../facts/functions/texts.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { namesIn } from '../../facts/names/words.ts';
import { type Says, withSubject } from '../../findings/says.ts';
import { type Place, spot } from '../../text/source.ts';
import { clearMayWrite } from '../fixes/statements.ts';
import type { Draft, Rule } from '../rule.ts';
import { decidesOnProtection } from '../shared/mappings.ts';
import { wayTo } from '../shared/path.ts';
import { letThrough } from './letThrough.ts';
import { readOnlyDrafts } from './readOnly.ts';

/** mprotect() asks the VM_MAY bits, not the driver. */
export const maywriteKept: Rule = {
  id: 'maywrite-kept',
  title: 'a mapping that may not be written keeps VM_MAYWRITE',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'mmap refuses VM_WRITE, and what it lets through keeps VM_MAYWRITE: mprotect() looks at that bit alone and makes the mapping writable.',
  source: 'mm/mmap.c do_mmap(), mm/mprotect.c do_mprotect_pkey()',
  check({ kernel, mappings, program }, emit) {
    const isMap = (name: string, { file }: Place) =>
      mappings.some(({ definition }) => definition.name === name && definition.file === file);
    for (const mapping of mappings) {
      const { status, exits } = mapping;
      if (status !== 'complete' || exits.length === 0) continue;
      const isRoot = decidesOnProtection(mapping);
      if (!isRoot && !isPart(mapping, program)) continue;
      const slips = isRoot
        ? readOnlyDrafts(mapping, (exit) => staysWritable(exit) && !refusesLater(exit))
        : [];
      for (const draft of slips) emit(draft);
      // Of the flag that is kept that says all.
      const ofFlag = mapping.readOnly.filter(({ kind }) => kind !== 'entries');
      if (slips.some(({ place }) => ofFlag.some((one) => one.place === place))) continue;
      const found = isRoot ? keptByRoot(mapping, program) : takenAway(mapping, program);
      for (const { place, by, maps, exit, says, isSure, fix, notes = [] } of found)
        emit({
          once: spot(place),
          place,
          function: by,
          table: exit?.table?.name ?? null,
          op: 'mmap',
          confidence: isSure ? 'high' : 'medium',
          says: withSubject(`${maps && !isMap(by, place) ? maps : by}()`, says),
          fix:
            fix === null
              ? null
              : clearMayWrite(functionAt(place, program) ?? mapping.definition, place, {
                  always: fix === 'always',
                  release: kernel.release,
                }),
          related: exit ? wayTo(exit.trace, [{ place: exit.place, message: 'returns 0 here' }]) : notes,
        });
    }
  },
};

/** A part of functions of its file, none of which clears the flag. */
function isPart({ definition }: MappingReport, program: Program): boolean {
  const { name, file, isStatic } = definition;
  if (!isStatic) return false;
  const callers = (program.files.get(file.path)?.functions ?? []).filter(
    (one) => one !== definition && namesIn(one).has(name),
  );
  return callers.length > 0 && callers.every((one) => !namesIn(one).has('VM_MAYWRITE'));
}

interface Kept {
  place: Place;
  /** The function that refuses. */
  by: string;
  /** The function that maps what is let through: a function that it asks only checks. */
  maps?: string;
  exit: MappingExit | undefined;
  says: Says;
  isSure: boolean;
  /** Whether the flag can be cleared behind the test, and how far that reaches; null where it has to be done elsewhere. */
  fix: 'always' | 'sometimes' | null;
  /** The way, where that is none to an exit. */
  notes?: NonNullable<Draft['related']>;
}

/** Where a test refuses. */
type KeptByTest = Kept & Pick<RefusedWrite, 'isPrivate'>;

const WRITABLE_NOW = { set: ['VM_SHARED', 'VM_WRITE'] };

/** A shared mapping that mprotect() may make writable. */
const WRITABLE_LATER = { set: ['VM_SHARED', 'VM_MAYWRITE'], clear: ['VM_WRITE'] };

const SHARED = { set: ['VM_SHARED'] };
const PRIVATE_NOW = { set: ['VM_WRITE'], clear: ['VM_SHARED'] };
const PRIVATE_LATER = { set: ['VM_MAYWRITE'], clear: ['VM_SHARED', 'VM_WRITE'] };

/** MAP_SHARED of a file that was not opened for writing. */
const READ_ALONE = { set: ['VM_MAYSHARE'], clear: ['VM_SHARED', 'VM_WRITE'] };

const HARM = 'mprotect() makes it writable afterwards without asking the driver';

function keptByRoot(mapping: MappingReport, program: Program): Kept[] {
  const given = givenBy(mapping, program);
  if (given.length > 0) return given;
  const kept = keptIn(mapping, program);
  const others = kept.length > 0 ? kept : keptForOthers(mapping);
  return others.length > 0 ? others : letThrough(mapping, program).map((one) => ({ ...one, fix: null }));
}

function keptIn(mapping: MappingReport, program: Program): Kept[] {
  const maps = mapping.definition.name;
  const refused = refusedAlways(mapping);
  if (refused) {
    const exit = mapping.exits.find(staysWritable);
    const asked = mapping.refusedWrites.find((one) => spot(one.test) === spot(refused) && isAsked(one));
    const by = asked?.by ?? (functionAt(refused, program) ?? mapping.definition).name;
    const fix = asked ? null : 'always';
    return [
      {
        place: asked?.place ?? refused,
        by,
        maps,
        ...said('refuses VM_WRITE', 'clear VM_MAYWRITE', exit, fix),
      },
    ];
  }
  const refusals = refusedOnWays(mapping);
  const taken = takenAway(mapping, program);
  // What is kept of private mappings alone says nothing of the shared ones.
  if (taken.length === 0 && refusals.every(({ isPrivate }) => isPrivate))
    refusals.push(...refusedSometimes(mapping, program));
  return [...refusals.map((one) => ({ ...one, maps })), ...taken];
}

function said(
  what: string,
  advice: string,
  exit: MappingExit | undefined,
  fix: Kept['fix'],
): Omit<Kept, 'place' | 'by'> {
  const taken = exit?.flags.changed('VM_MAYSHARE', false);
  const confused = taken ? ' (VM_MAYSHARE, which is cleared, decides on something else)' : '';
  return {
    exit,
    says: {
      fault: `${what}, but the mapping keeps VM_MAYWRITE`,
      consequences: [HARM],
      advice: `${advice}${confused}`,
    },
    isSure: exit?.assumed === false,
    fix,
  };
}

const staysWritable = ({ flags }: MappingExit) => flags.may(WRITABLE_LATER) === 'yes';

/** Where a function refuses every shared mapping that can be written, and keeps none from becoming so. */
function refusedAlways({ exits }: MappingReport): Place | null {
  if (!exits.every(({ flags }) => flags.may(WRITABLE_NOW) === 'no')) return null;
  return (
    exits.find((exit) => staysWritable(exit) && !refusesLater(exit))?.flags.refusal(WRITABLE_NOW) ?? null
  );
}

/** Where VM_WRITE is refused on some ways through the function, which take nothing from the mapping either. */
function refusedOnWays({ exits, refusedWrites }: MappingReport): KeptByTest[] {
  const found = new Map<string, KeptByTest>();
  const add = (refusal: RefusedWrite, kept: Omit<Kept, 'place' | 'by'>) => {
    if (!found.has(spot(refusal.place))) found.set(spot(refusal.place), { ...refusal, ...kept });
  };
  for (const exit of exits) {
    const { flags } = exit;
    if (flags.changes.has('VM_MAYWRITE') || refusesLater(exit)) continue;
    const refusal = of(refusedWrites, flags.refusal(WRITABLE_NOW));
    if (refusal && !refusal.isPrivate && staysWritable(exit))
      add(refusal, said('refuses VM_WRITE', 'clear VM_MAYWRITE', exit, isAsked(refusal) ? null : 'always'));
    if (flags.may(PRIVATE_LATER) !== 'yes' || isCopied(exit)) continue;
    const ofPrivate = of(refusedWrites, flags.refusal(PRIVATE_NOW));
    // Of what is never shared the private mapping is what was meant.
    if (ofPrivate && (ofPrivate.isPrivate || flags.may({ set: ['VM_MAYSHARE'] }) === 'no'))
      add(ofPrivate, said('refuses VM_WRITE of private mappings', 'clear VM_MAYWRITE of those', exit, null));
  }
  return [...found.values()];
}

/** Frames are there already: a private mapping that becomes writable writes to copies, which the driver never sees. */
const isCopied = ({ flags, inserted }: MappingExit) =>
  inserted === 'yes' && flags.changed('VM_PFNMAP', true) !== null;

/** The refusal that stands there by itself; under a condition the function may ask for that condition again. */
function of(refusals: readonly RefusedWrite[], place: Place | null): RefusedWrite | undefined {
  if (place === null) return undefined;
  return refusals.find((one) => !one.isConditional && spot(one.test) === spot(place));
}

/** By the answer of a function, which does nothing itself. */
const isAsked = ({ place, test }: RefusedWrite) => spot(place) !== spot(test);

/** Where code sets the flag itself, of a mapping that it does not let be written or that core keeps from becoming so. */
function givenBy({ definition, exits }: MappingReport, program: Program): Kept[] {
  for (const exit of exits) {
    const { flags } = exit;
    const place = flags.changed('VM_MAYWRITE', true);
    if (place === null || refusesLater(exit)) continue;
    const isRefused = flags.may({ set: ['VM_WRITE'] }) === 'no';
    if (!isRefused && flags.may(READ_ALONE) !== 'yes') continue;
    const by = functionAt(place, program) ?? definition;
    return [
      {
        place,
        by: by.name,
        exit,
        says: isRefused
          ? {
              fault: 'refuses VM_WRITE, and sets VM_MAYWRITE',
              consequences: [HARM],
              advice: 'clear VM_MAYWRITE instead',
            }
          : {
              fault:
                'sets VM_MAYWRITE, which core has left out of shared mappings of a file that was opened for reading alone',
              consequences: ['mprotect() makes them writable afterwards'],
              advice: 'leave it as core has set it',
            },
        isSure: !exit.assumed,
        fix: null,
      },
    ];
  }
  return [];
}

/** Where code takes VM_WRITE away, and that alone. */
function takenAway({ definition, exits }: MappingReport, program: Program): Kept[] {
  for (const exit of exits) {
    const { flags } = exit;
    const place = flags.changed('VM_WRITE', false);
    if (place === null || flags.changes.has('VM_MAYWRITE') || refusesLater(exit)) continue;
    if (flags.may({ set: ['VM_SHARED', 'VM_MAYWRITE'] }) !== 'yes') continue;
    const by = functionAt(place, program) ?? definition;
    return [{ place, by: by.name, ...said('clears VM_WRITE', 'clear VM_MAYWRITE too', exit, null) }];
  }
  return [];
}

/**
 * Where VM_WRITE is refused for some objects, and VM_MAYWRITE taken from none: of a function that does somewhere it is
 * not known for which.
 */
function refusedSometimes({ exits, refusedWrites }: MappingReport, program: Program): KeptByTest[] {
  // The flag is cleared of no shared mapping, and no opaque callee may clear it.
  const isKept = exits.every(
    (exit) =>
      (!exit.flags.changes.has('VM_MAYWRITE') || exit.flags.may(SHARED) === 'no') &&
      !exit.flags.isWhollyOpen &&
      !refusesLater(exit),
  );
  const refusal = refusedWrites.find(({ isPrivate }) => !isPrivate);
  const writable = exits.filter(staysWritable);
  const asks = ({ trace }: MappingExit) =>
    trace.some(({ place }) => refusal !== undefined && spot(place) === spot(refusal.test));
  const exit = writable.find(asks) ?? writable[0];
  if (!isKept || !exit) return [];
  const by = refusal && functionAt(refusal.test, program);
  // What the callee does about it on one of its ways may have been lost where the ways met.
  if (!refusal || (by && namesIn(by).has('VM_MAYWRITE'))) return [];
  const { isOfProtection, isConditional } = refusal;
  const kept = said(
    isOfProtection ? 'refuses a vm_page_prot that lets write' : 'refuses VM_WRITE under a condition',
    isOfProtection && !isConditional ? 'clear VM_MAYWRITE' : 'clear VM_MAYWRITE under the same condition',
    exit,
    isAsked(refusal) ? null : 'sometimes',
  );
  return [{ ...refusal, ...kept }];
}

/** Where a mapping is handed to functions behind a member that leave VM_MAYWRITE to their caller. */
function keptForOthers({ definition, refusedWrites, unrefused }: MappingReport): Kept[] {
  const refusal = refusedWrites.find(({ isPrivate, by }) => !isPrivate && by === definition.name);
  const handed = unrefused.find(
    ({ refused: { set, clear } }) => set?.includes('VM_MAYWRITE') && clear?.includes('VM_WRITE'),
  );
  if (!refusal || !handed) return [];
  const what = refusal.isConditional ? 'refuses VM_WRITE under a condition' : 'refuses VM_WRITE';
  const kept = said(what, 'clear VM_MAYWRITE of what is not writable', undefined, null);
  const notes = wayTo(handed.trace, [
    { place: handed.place, message: `functions behind ${handed.through}() leave that to their caller` },
  ]);
  return [{ ...refusal, ...kept, isSure: !handed.assumed, notes }];
}

/** The op mprotect is asked, and may refuse. */
function refusesLater({ table }: MappingExit): boolean {
  return asksLater(table?.definition);
}

function asksLater(table: OpsTable | null | undefined): boolean {
  return table?.members.some(({ op, handler }) => op === 'mprotect' && handler !== null) === true;
}
