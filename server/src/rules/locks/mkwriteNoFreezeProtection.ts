// SPDX-License-Identifier: GPL-2.0-only
import type { CallEffect, CallEvent } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { folderOf } from '../../facts/functions/texts.ts';
import type { Program } from '../../facts/model.ts';
import { namesIn, namesInFile } from '../../facts/names/words.ts';
import { protectFromFreezing } from '../fixes/statements.ts';
import type { Draft, Rule } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { about, who } from '../shared/exits.ts';
import { wayTo } from '../shared/path.ts';

/** Core neither keeps the file system from being frozen nor updates the times when a handler dirties a page. */
export const mkwriteNoFreezeProtection: Rule = {
  id: 'mkwrite-no-freeze-protection',
  title: 'page_mkwrite or pfn_mkwrite of a file system dirties without freeze protection or a time update',
  severity: 'information',
  basis: 'core',
  since: '3.6',
  until: null,
  fact: 'A table with page_mkwrite takes over from core what a write needs: sb_start_pagefault() and sb_end_pagefault() around it, and file_update_time(). Without the former a page becomes dirty on a frozen file system, without the latter the file keeps its old mtime.',
  source: 'mm/filemap.c filemap_page_mkwrite(), mm/memory.c fault_dirty_shared_page(); 3.6',
  check({ reports, program }, emit) {
    for (const report of reports) {
      // Those that call a handler of the library wrap it in both, and answer for it.
      if (report.isLibrary) continue;
      if (!isWrite(report) || report.status !== 'complete' || !isFileSystem(report)) continue;
      const dirty = report.calls.find((c) => c.effects.includes('dirty') && isOwn(c, report));
      // A handler that dirties in an opaque callee still writes the inode by itself.
      const write = dirty ?? report.calls.find((c) => WRITES_TIMES.has(c.callee) && isOwn(c, report));
      if (handsOn(report)) continue;
      const isFrozen = knowsFreezing(report, program);
      if (!write) {
        const draft = isFrozen ? withoutAny(report) : null;
        if (draft) emit(draft);
        continue;
      }
      const freeze = isFrozen ? FREEZE : PERHAPS_FREEZE;
      const missing = [!does(report, 'freeze') && freeze, !updatesTimes(report) && TIME].filter(
        (each) => each !== false,
      );
      if (!missing.length) continue;
      emit({
        place: write.place,
        ...about(report),
        confidence: missing.every((m) => m === PERHAPS_FREEZE) ? 'low' : 'medium',
        says: {
          fault: `${who(report)} ${dirty ? 'dirties the page' : 'writes the times of the file'} with ${write.callee}() ${missing.map((m) => m.without).join(' and ')}`,
          consequences: [missing.map((m) => m.consequence).join(', and ')],
          advice: `call ${missing.map((m) => m.advice).join(' and ')}`,
          asks: missing.every((m) => m === TIME)
            ? asked('Does {who} update the times of the file {here}?')
            : undefined,
        },
        lost: missing.map(({ call }) => call),
        fix: protectFromFreezing(report.definition, {
          freeze: missing.some((each) => each !== TIME),
          time: missing.includes(TIME),
        }),
        related: wayTo(write.trace),
      });
    }
  },
};

/** Success makes the page writable, wherever it is dirtied. */
function withoutAny(report: HandlerReport): Draft | null {
  const success = report.exits.find(
    ({ values, assumed }) => !assumed && values.includes('LOCKED') && values.length === 1,
  );
  // A handler of the library does both.
  const isDone = report.calls.some((c) => c.effects.includes('time-update') && !WRITES_TIMES.has(c.callee));
  if (!success || isDone || does(report, 'freeze')) return null;
  return {
    place: success.place,
    ...about(report),
    confidence: 'medium',
    says: {
      fault: `${who(report)} lets the page become dirty ${FREEZE.without}`,
      consequences: [FREEZE.consequence],
      advice: `call ${FREEZE.advice}`,
    },
    lost: [FREEZE.call],
    fix: protectFromFreezing(report.definition, { freeze: true, time: false }),
    related: wayTo(success.trace),
  };
}

/** Through a pointer: the function behind it may protect. */
function handsOn({ calls }: HandlerReport): boolean {
  return calls.some(({ callee, args }) => callee.includes('->') && args.includes('vmf'));
}

/** These write the inode and protect nothing; a library handler that updates the times does both. */
const WRITES_TIMES = new Set(['file_update_time', 'inode_update_time']);

const FREEZE = {
  call: 'sb_start_pagefault',
  without: 'without freeze protection',
  consequence: 'it changes a file system that may be frozen',
  advice: 'sb_start_pagefault() before and sb_end_pagefault() after',
};
const PERHAPS_FREEZE = {
  ...FREEZE,
  consequence: 'it changes the file system also while that is frozen, if the file system can be frozen',
};
const TIME = {
  call: 'file_update_time',
  without: 'without a time update',
  consequence: 'the file keeps its old mtime',
  advice: 'file_update_time()',
};

const isWrite = (r: HandlerReport) => r.op === 'page_mkwrite' || r.op === 'pfn_mkwrite';

/** A driver has no super block to freeze; a file system's handler goes to the inode of the file. */
function isFileSystem({ definition }: HandlerReport): boolean {
  return says(namesIn(definition), OF_FILES);
}

const OF_FILES = ['inode', 'file_inode', 'i_sb', 'f_mapping'];

/**
 * Whether the file system is known to be one that is frozen, as far as its loaded files tell: it freezes by itself,
 * lies on a block device, or protects what it does elsewhere.
 */
function knowsFreezing({ definition }: HandlerReport, program: Program): boolean {
  const folder = folderOf(definition.file.path);
  for (const { file } of program.files.values())
    if (folderOf(file.path) === folder && says(namesInFile(file), FREEZES)) return true;
  return false;
}

const FREEZES = [
  'sb_start_pagefault',
  'sb_start_write',
  'sb_start_intwrite',
  'freeze_fs',
  'freeze_super',
  'FS_REQUIRES_DEV',
];

const says = (names: ReadonlySet<string>, wanted: string[]) => wanted.some((name) => names.has(name));

/** What a layer below dirties on the way, it protects itself. */
function isOwn(call: CallEvent, { definition }: HandlerReport): boolean {
  return call.place.file === definition.file;
}

/** By a helper of whatever name, or by hand. */
function updatesTimes(report: HandlerReport): boolean {
  return (
    does(report, 'time-update') ||
    report.calls.some(({ callee }) => callee.includes('update_time')) ||
    [...namesIn(report.definition)].some((name) => name.includes('_mtime'))
  );
}

function does(report: HandlerReport, effect: CallEffect): boolean {
  return report.calls.some((c) => c.effects.includes(effect));
}
