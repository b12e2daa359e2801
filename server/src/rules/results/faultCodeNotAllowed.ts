// SPDX-License-Identifier: GPL-2.0-only

import { libraryHandler, mapsDax } from '../../analysis/models/libraryHandlers.ts';
import { hasCowPage } from '../../analysis/reports/conditions.ts';
import type { Exit } from '../../analysis/reports/model/exits.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import { handlerContract } from '../../contracts/kernel.ts';
import type { Kernel } from '../../contracts/model.ts';
import { folderOf } from '../../facts/functions/texts.ts';
import type { Program } from '../../facts/model.ts';
import { isNamedIn, namesAt } from '../../facts/names/words.ts';
import { type Sequel, sequelText } from '../../findings/says.ts';
import type { SourceFile } from '../../text/source.ts';
import { either } from '../../text/words.ts';
import type { Draft, Rule } from '../rule.ts';
import { atValue, isSaid, who } from '../shared/exits.ts';
import { waysWith } from '../shared/mappings.ts';
import { byReturn, type ExitFinding, written } from '../shared/path.ts';

/** Every op has its own set of results that core looks at; the others are misread. */
export const faultCodeNotAllowed: Rule = {
  id: 'fault-code-not-allowed',
  title: 'a handler returns a VM_FAULT bit that core does not accept from it',
  severity: 'error',
  basis: 'core',
  since: '2.6.23',
  until: null,
  fact: 'Core tests different bits after each op. It never looks for RETRY after page_mkwrite, pfn_mkwrite or map_pages, has no branch for FALLBACK outside huge_fault, takes a locked page from fault and page_mkwrite alone, and does not unlock the page when LOCKED comes with NOPAGE or an error.',
  source: 'mm/memory.c __do_fault(), do_page_mkwrite(), wp_pfn_shared(), do_fault_around(); 2.6.23 to 7.1',
  check({ kernel, reports, mappings, program }, emit) {
    const inFaults = reports.filter((r) => handlerContract(r.op, kernel)?.result === 'fault-code');
    const found = byReturn(inFaults, (exit, report) =>
      exit.values.filter(
        (atom) =>
          offence(atom, exit, report, kernel) !== null &&
          !isOfLibrary(atom, exit, report, program) &&
          !(isOfDax(atom) && isNeverSynchronous(atom, exit, report, mappings, program)),
      ),
    );
    for (const slip of oncePerSlip(found)) emit(draftOf(slip, kernel));
  },
};

/** One way out that is wrong, and the others that the same value leaves by. */
interface Slip {
  found: ExitFinding;
  others: ExitFinding[];
}

/** What DAX keeps to itself comes from one call, whatever number of ops and handlers hand it on. */
function oncePerSlip(found: ExitFinding[]): Slip[] {
  const slips: Slip[] = [];
  const ofDax = new Map<string, Slip>();
  for (const one of found) {
    const from = one.atoms.every(isOfDax) ? originOf(one) : null;
    const known = from === null ? undefined : ofDax.get(from);
    if (known) {
      // It is best said in the handler that makes the call.
      const isNearer = !isWithin(known.found) && isWithin(one);
      known.others.push(isNearer ? known.found : one);
      if (isNearer) known.found = one;
      continue;
    }
    const slip = { found: one, others: [] };
    slips.push(slip);
    if (from !== null) ofDax.set(from, slip);
  }
  return slips;
}

const isOfDax = (atom: string) => bitsOf(atom)?.includes('NEEDDSYNC') === true;

/**
 * DAX asks for a sync only of a mapping with MAP_SYNC, which core refuses where the file does not say that it supports
 * it, and only of an extent with IOMAP_F_DIRTY, which the file system has to set.
 */
function isNeverSynchronous(
  atom: string,
  exit: Exit,
  { tables, definition }: HandlerReport,
  mappings: MappingReport[],
  program: Program,
): boolean {
  const origin = exit.origins[exit.values.indexOf(atom)];
  if (!origin) return false;
  const names = namesAt(origin);
  if (![...names].some(mapsDax)) return false;
  const ways = tables.map((table) => waysWith(table, mappings, program));
  const isRefused = (file: SourceFile) => !SYNC.some((name) => isNamedIn(name, file));
  const fronts = ways.flat().flatMap(({ mapping }) => mapping.entries);
  const isOfFiles = ways.every((some) => some.length > 0) && fronts.length > 0;
  if (isOfFiles && fronts.every(({ struct, place }) => struct === 'file_operations' && isRefused(place.file)))
    return true;
  const folder = folderOf(definition.file.path);
  const beside = [...program.files.values()]
    .map(({ file }) => file)
    .filter(({ path }) => path.startsWith(folder));
  // The file of the operations that the call is handed.
  const isTold = beside.some(
    (file) =>
      isNamedIn('iomap_begin', file) &&
      [...names].some((name) => name.includes('ops') && isNamedIn(name, file)),
  );
  return isTold && !beside.some((file) => isNamedIn('IOMAP_F_DIRTY', file));
}

/** By which a file says that it can be mapped with MAP_SYNC. */
const SYNC = ['MAP_SYNC', 'FOP_MMAP_SYNC', 'mmap_supported_flags'];

/** The value arises in the handler itself. */
function isWithin({ atoms: [atom = ''], exit, report: { definition } }: ExitFinding): boolean {
  const place = exit.origins[exit.values.indexOf(atom)];
  const { file, item } = definition;
  return place?.file === file && item.start <= place.start && place.end <= item.end;
}

function originOf({ atoms: [atom = ''], exit }: ExitFinding): string {
  const { file, start } = exit.origins[exit.values.indexOf(atom)] ?? exit.place;
  return `${file.path}:${start}`;
}

function draftOf({ found, others }: Slip, kernel: Kernel): Draft {
  const draft = atValue(found, {
    fault: `${who(found.report)} returns ${either(found.atoms.map((atom) => named(atom, kernel)))}`,
    ...reasons(found, kernel),
  });
  const notes = others.map(({ report, exit: { place } }) => ({
    place,
    message: `${who(report)} returns it too`,
  }));
  return { ...draft, related: [...(draft.related ?? []), ...notes] };
}

/** Why core accepts none of the values; which reason is for which, where there are several. */
function reasons({ atoms, exits, report }: ExitFinding, kernel: Kernel): Sequel {
  const byReason = new Map<string, { why: Sequel; values: string[] }>();
  for (const atom of atoms) {
    const said = exits
      .filter(({ values }) => values.includes(atom))
      .flatMap((exit) => offence(atom, exit, report, kernel) ?? []);
    const all = new Set(said.map(sequelText));
    const why = all.size > 1 ? mixed('unknown') : (said[0] ?? mixed('unknown'));
    const { values = [] } = byReason.get(sequelText(why)) ?? {};
    byReason.set(sequelText(why), { why, values: [...values, named(atom, kernel)] });
  }
  const [only, ...others] = byReason.values();
  if (only !== undefined && others.length === 0) return only.why;
  const each = [...byReason].map(([text, { values }]) => `with ${either(values)}: ${text}`);
  return { consequences: [each.join('. And ')] };
}

/** The value is that of a library function which stands in the tree itself: it is said there, once. */
function isOfLibrary(atom: string, exit: Exit, { calls }: HandlerReport, program: Program): boolean {
  const origin = exit.origins[exit.values.indexOf(atom)];
  if (!origin) return false;
  const call = calls.find(({ place }) => place.file === origin.file && place.start === origin.start);
  return call !== undefined && libraryHandler(call.callee) !== undefined && isDefined(call.callee, program);
}

function isDefined(name: string, program: Program): boolean {
  for (const { functions, file } of program.files.values())
    if (!file.path.startsWith('/') && functions.some((one) => one.name === name && !one.isStatic))
      return true;
  return false;
}

function mixed(lock: Exit['pageLock']): Sequel {
  const unheeded = 'core does not look at VM_FAULT_LOCKED beside a result that ends the fault';
  const left = `${unheeded}, and unlocks nothing`;
  if (lock === 'unlocked')
    return { consequences: [unheeded, 'the page is unlocked already'], advice: 'leave VM_FAULT_LOCKED out' };
  if (lock === 'locked')
    return { consequences: [left], advice: 'unlock the page and leave VM_FAULT_LOCKED out' };
  return {
    consequences: [left],
    advice: 'leave VM_FAULT_LOCKED out, and unlock the page where it is still locked',
  };
}

/** VM_FAULT_ERROR itself, which grew with the releases. */
function isMask(bits: readonly string[], kernel: Kernel): boolean {
  return kernel.faultErrors.size > 2 && [...kernel.faultErrors].every((code) => bits.includes(code));
}

const MASK: Sequel = {
  consequences: [
    'that is the mask of all errors, of which VM_FAULT_OOM is looked at first: whatever failed counts as want of memory',
  ],
  advice: 'return the one error that it is',
};

const named = (atom: string, kernel: Kernel) =>
  isMask(bitsOf(atom) ?? [], kernel) ? 'VM_FAULT_ERROR' : written(atom);

const isHuge = (op: string) => op === 'huge_fault' || op === 'pmd_fault';

/** With an error, these send core out before it looks at LOCKED. */
const ENDS = new Set(['NOPAGE', 'RETRY', 'DONE_COW']);

/** Why core does not accept the value here, or null when it does. */
function offence(atom: string, exit: Exit, report: HandlerReport, kernel: Kernel): Sequel | null {
  const bits = bitsOf(atom);
  if (!bits?.length) return null;
  const contract = handlerContract(report.op, kernel);
  if (isMask(bits, kernel) && !isHuge(report.op)) return exit.assumed ? null : MASK;
  for (const bit of bits) {
    // TTM's huge faults of 5.6 to 5.11 said RETRY, and core passed it on like that of fault.
    if (bit === 'RETRY' && isHuge(report.op)) continue;
    // The file system that a part of DAX hands it to finishes it.
    if (bit === 'NEEDDSYNC' && report.isPart) continue;
    // Merged paths may have lost the test that keeps a helper's result away.
    if (exit.assumed && !isSaid(bit, atom, exit)) continue;
    const refused = contract?.refused.find((r) => r.name === bit);
    if (refused && bit === 'RETRY' && ENDS_MKWRITE.has(report.op) && endsFault(bits, kernel))
      return handedOn(bits);
    if (refused)
      return { consequences: [lower(withoutStop(refused.meaning))], advice: instead(bit, bits, report.op) };
    if (bit === 'DONE_COW' && hasCowPage(exit) !== true && isSaid(bit, atom, exit))
      return {
        consequences: ['core tests it only when it has handed over a cow_page, and would use vmf->page here'],
        advice: 'copy into vmf->cow_page or return the page',
      };
  }
  if (bits.includes('LOCKED') && bits.some((bit) => ENDS.has(bit) || kernel.faultErrors.has(bit)))
    return mixed(exit.pageLock);
  return null;
}

/** After these core returns what ends the fault as it is. */
const ENDS_MKWRITE = new Set(['page_mkwrite', 'pfn_mkwrite']);

const endsFault = (bits: readonly string[], kernel: Kernel) =>
  bits.some((bit) => bit === 'NOPAGE' || kernel.faultErrors.has(bit));

function handedOn(bits: readonly string[]): Sequel {
  const alone = bits.includes('NOPAGE') ? 'VM_FAULT_NOPAGE' : 'the error';
  return {
    consequences: [
      'core hands VM_FAULT_RETRY on, also to a caller that did not allow it, which believes that the lock was released',
    ],
    advice: `keep the lock and return ${alone} alone`,
  };
}

function instead(bit: string, bits: readonly string[], op: string): string | undefined {
  if (bit === 'RETRY') {
    if (op === 'map_pages') return 'return 0 and let fault do it';
    if (op === 'pfn_mkwrite') return 'wait here instead, or return VM_FAULT_SIGBUS';
    if (bits.includes('LOCKED'))
      return 'unlock the page and return VM_FAULT_NOPAGE to have the access run again';
    return 'return VM_FAULT_NOPAGE to have the access run again';
  }
  if (bit === 'FALLBACK') return 'return VM_FAULT_SIGBUS, or install a small entry';
  if (bit === 'LOCKED') return 'unlock the page and leave the bit out';
  if (bit === 'NEEDDSYNC') return undefined;
  return 'leave the bit out';
}

const withoutStop = (text: string) => (text.endsWith('.') ? text.slice(0, -1) : text);

/** In the middle of a sentence, unless it starts with a name in capitals. */
const lower = (text: string) =>
  text.charAt(1) === text.charAt(1).toLowerCase() ? text.charAt(0).toLowerCase() + text.slice(1) : text;
