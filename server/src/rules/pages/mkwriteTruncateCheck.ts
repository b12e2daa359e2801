// SPDX-License-Identifier: GPL-2.0-only

import { isCacheFault } from '../../analysis/models/libraryHandlers.ts';
import type { CallEvent } from '../../analysis/reports/model/events.ts';
import type { Exit } from '../../analysis/reports/model/exits.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { isWrongAnswer, truncatedAnswers } from '../../analysis/reports/truncation.ts';
import { bitsOf } from '../../analysis/reports/values.ts';
import { givesPagesMapping } from '../../facts/mappings/ownPages.ts';
import type { Sequel } from '../../findings/says.ts';
import { contains } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { about, answerOf, atReturn, errnoFor, returns, who } from '../shared/exits.ts';
import { byReturn, type ExitFinding, pageLockPathTo, wayTo, written } from '../shared/path.ts';

/** Between the fault and the page lock the page may have been truncated. */
export const mkwriteTruncateCheck: Rule = {
  id: 'mkwrite-truncate-check',
  title: 'page_mkwrite does not handle a page that was truncated before it got the lock',
  severity: 'warning',
  basis: 'documentation',
  since: '2.6.30',
  until: null,
  fact: 'page_mkwrite gets the page unlocked, so truncation can take it out of the file before the handler locks it. After the lock page->mapping and the size must be looked at again; a truncated page is answered with VM_FAULT_NOPAGE, and no new page is looked up as fault would.',
  source: 'locking document, vm_operations_struct, page_mkwrite; mm/memory.c do_page_mkwrite(); 2.6.30',
  check({ reports, program }, emit) {
    const givesMapping = (path: string) => {
      const facts = program.files.get(path);
      return facts !== undefined && givesPagesMapping(facts);
    };
    const inMkwrite = reports.filter((r) => r.op === 'page_mkwrite');
    const unchecked = byReturn(inMkwrite, (exit, report) =>
      isUnchecked(exit, report) ? exit.values.filter(isLockedSuccess) : [],
    )
      .filter((f) => !givesMapping(f.exit.place.file.path))
      .map((f) => ({
        ...atReturn(
          f,
          {
            fault: `${who(f.report)} ${returns(f)} without checking page->mapping after it locked the page`,
            consequences: ['a page truncated meanwhile becomes writable and its data is lost'],
            advice: adviceFor(f),
          },
          undefined,
          pageLockPathTo,
        ),
        severity: 'error' as const,
      }));
    const misanswered = byReturn(inMkwrite, (exit) =>
      // That the page is not locked then is said by locked-not-locked, and mended the same way.
      exit.assumed
        ? []
        : truncatedAnswers(exit).filter(
            (atom) => isWrongAnswer(atom) && !(isLockedSuccess(atom) && exit.pageLock === 'unlocked'),
          ),
    ).map((f) =>
      atReturn(f, {
        fault: `${who(f.report)} ${returns(f)} for a page that was truncated`,
        asks: { question: 'Should {who} return this for a truncated page {here}?' },
        ...sequelOf(f),
      }),
    );
    for (const draft of [...unchecked, ...misanswered, ...lookups(inMkwrite), ...unheldSizes(inMkwrite)])
      emit(draft);
  },
};

/** The size may be compared already, behind the lock. */
function adviceFor({ report, exit: { trace } }: ExitFinding): string {
  const lock = trace.findLast((step) => step.kind === 'takes' && step.ofPage)?.place;
  const isHeld = report.sizeTests.some(({ file, start }) => file === lock?.file && start > lock.start);
  const [and, or] = isHeld ? ['', ''] : [' and i_size', ' or lies beyond i_size'];
  return `compare page->mapping${and} under the lock, and ${answerOf('NOPAGE', report)} if the page left this mapping${or}`;
}

function sequelOf(found: ExitFinding): Sequel {
  const mixed = codeForErrno(found);
  return {
    consequences: [misanswer(found.atoms), ...(mixed === null ? [] : [mixed.does])],
    advice: `${mixed?.advice ?? answerOf('NOPAGE', found.report)}, and the access runs again`,
  };
}

function isUnchecked(exit: Exit, report: HandlerReport): boolean {
  if (exit.truncationChecked !== 'no') return false;
  // A callee may have given the lock back and taken it again; what it compares is seen.
  if (exit.pageLock === 'unknown') return tookLock(exit) && neverChecks(report);
  return exit.pageLock === 'locked' && (!exit.assumed || neverChecks(report));
}

function tookLock({ trace }: Exit): boolean {
  return trace.some((step) => step.kind === 'takes' && step.ofPage);
}

/** Whatever path is real, the mapping is compared on none. */
function neverChecks({ status, exits }: HandlerReport): boolean {
  return status === 'complete' && exits.every((exit) => exit.truncationChecked === 'no');
}

function isLockedSuccess(atom: string): boolean {
  const bits = bitsOf(atom) ?? [];
  return bits.includes('LOCKED') && bits.every((bit) => bit === 'LOCKED' || bit === 'MAJOR');
}

/** Where a code went into the helper that makes codes of errnos, which takes it for one more error; null elsewhere. */
function codeForErrno({
  report,
  exit: { place, trace },
}: ExitFinding): { does: string; advice: string } | null {
  for (const { helper, callee, args, place: at } of report.calls) {
    const converter = helper?.converts;
    if (!converter || !contains(place, at)) continue;
    const name = args[converter.argument];
    const last = trace.findLast((step) => step.kind === 'value' && step.name === name);
    if (last?.kind !== 'value' || bitsOf(last.atom) === null || last.atom === '0') continue;
    const errno = errnoFor('NOPAGE', converter.map);
    const does = `${callee}() takes an errno, and is given ${written(last.atom)}`;
    return { does, advice: errno === null ? 'return that' : `give it ${errno}` };
  }
  return null;
}

function misanswer(atoms: string[]): string {
  const success = atoms.some((a) => bitsOf(a)?.every((bit) => bit === 'LOCKED' || bit === 'MAJOR'));
  if (atoms.every((a) => a === '0'))
    return 'core looks again, but only for a page without any mapping, neither at the inode nor at the size';
  return success
    ? 'it becomes writable although it belongs to no file'
    : 'the task gets SIGBUS although the page was only truncated meanwhile';
}

/** page_mkwrite has its page: a second lookup, as fault does one, may find another. */
function lookups(reports: HandlerReport[]): Draft[] {
  const drafts: Draft[] = [];
  for (const report of reports) {
    for (const call of report.calls.filter(isLookup)) {
      drafts.push({
        place: call.place,
        ...about(report),
        says: {
          fault: `${who(report)} calls ${call.callee}() for the page that faulted`,
          consequences: ['it may find a page other than vmf->page, which core then makes writable'],
          advice: 'lock vmf->page and check its mapping',
          asks: asked(`Can ${call.callee}() find a page other than vmf->page {here}?`),
        },
        related: wayTo(call.trace),
      });
    }
  }
  return drafts;
}

/** The size is there to tell how much of the page lies in the file: none of one that begins behind it. */
function unheldSizes(reports: HandlerReport[]): Draft[] {
  return reports.flatMap((report) => {
    const { status, worksWithSize } = report;
    if (status !== 'complete' || worksWithSize === null || !report.exits.some(locksForCore)) return [];
    const { place, text } = worksWithSize;
    return [
      {
        once: `size:${report.definition.name}`,
        place,
        ...about(report),
        confidence: 'medium' as const,
        says: {
          fault: `${who(report)} works with the size of the file (${text}) and never compares the start of the page with it`,
          consequences: [
            'a page that was truncated meanwhile begins behind i_size, gets a wrong length and becomes writable',
          ],
          advice: `compare, and ${answerOf('NOPAGE', report)} if it does`,
        },
      },
    ];
  });
}

const locksForCore = ({ values }: Exit) => values.some(isLockedSuccess);

const LOOKUPS = new Set([
  'find_lock_page',
  'find_get_page',
  'find_or_create_page',
  'grab_cache_page',
  'filemap_get_folio',
  'filemap_lock_folio',
  'filemap_grab_folio',
  'pagecache_get_page',
  '__filemap_get_folio',
  'read_mapping_page',
  'read_mapping_folio',
]);

function isLookup({ callee, args }: CallEvent): boolean {
  return (
    isCacheFault(callee) ||
    (LOOKUPS.has(callee) && args.some((arg) => arg === 'pgoff' || arg.includes('vmf->pgoff')))
  );
}
