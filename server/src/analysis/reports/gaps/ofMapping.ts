// SPDX-License-Identifier: GPL-2.0-only
/** What the graphs of a function that maps tell, and those of its file, without an exploration. */
import { privateTypes, structsBehind } from '../../cfg/privateData.ts';
import type { Frame } from '../../engine/frame.ts';
import { unlinkedTwice } from '../../gaps/freed/unlinkedTwice.ts';
import { overwrittenTables } from '../../gaps/overwrittenTables.ts';
import { savedLate } from '../../gaps/savedLate.ts';
import { unusedOffsets } from '../../gaps/unusedOffset.ts';
import type { MappingReport } from '../model/mappings.ts';
import { refusalsOf } from '../refusals.ts';
import { removedUninsertedOf } from './counts.ts';
import { lostErrorsOf } from './lostErrors.ts';
import { mappedTwice } from './mappedTwice.ts';
import { readOnlyOf } from './readOnly.ts';
import { revivedBy } from './revived.ts';
import { closesIn, ofSameFile } from './sameFile.ts';
import { unfilledIn } from './unfilled.ts';
import { unreadMarksOf } from './unreadMarks.ts';

type OfGraph =
  | 'removedUninserted'
  | 'unlinkedTwice'
  | 'lostErrors'
  | 'sameFrames'
  | 'unfilled'
  | 'hangs'
  | 'overwritten'
  | 'savedLate'
  | 'unreadMarks'
  | 'revived'
  | 'unusedOffsets'
  | 'refusedWrites'
  | 'readOnly';

/** That part of the report of the function at hand. */
export function graphTells(x: Frame): Pick<MappingReport, OfGraph> {
  const { definition, graph, context } = x;
  const sameFile = ofSameFile(definition, graph, context);
  return {
    removedUninserted: removedUninsertedOf(definition, graph, context),
    unlinkedTwice: unlinkedTwice(sameFile, closesIn(definition, context), context),
    lostErrors: lostErrorsOf(sameFile, context),
    sameFrames: mappedTwice(sameFile),
    unfilled: unfilledIn(definition, graph, context),
    hangs: privateTypes(graph).stored.map(({ struct, name, at }) => ({
      struct,
      behind: structsBehind(struct, graph),
      text: name,
      place: x.place(at),
    })),
    overwritten: overwrittenTables(graph).map(({ call, store, types }) => ({
      place: x.place(store),
      through: x.text(call.callee),
      called: x.place(call),
      member: call.callee.field,
      types,
    })),
    savedLate: savedLate(definition, graph, context).map(({ table, kept, saved, installed, used, user }) => ({
      table,
      kept,
      place: x.place(saved),
      installed: x.place(installed),
      used: {
        place: { file: user.file, ...used },
        by: user.name,
      },
    })),
    unreadMarks: unreadMarksOf(sameFile, context),
    revived: revivedBy(sameFile, context),
    unusedOffsets: unusedOffsets(graph, (e) => x.text(e)).map(({ call, test }) => ({
      place: x.place(call),
      tested: x.place(test),
      text: x.text(test),
    })),
    refusedWrites: refusalsOf(definition, graph, context),
    readOnly: readOnlyOf(definition, graph),
  };
}
