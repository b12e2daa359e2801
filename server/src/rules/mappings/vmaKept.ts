// SPDX-License-Identifier: GPL-2.0-only

import type { KeptPointer } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, aboutMapping, saidAt, who } from '../shared/exits.ts';
import { handlersOf } from '../shared/handlersOf.ts';
import { isRoot, tablesOf } from '../shared/mappings.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** A VMA lives until it is unmapped, or merged with its neighbour. */
export const vmaKept: Rule = {
  id: 'vma-kept',
  title: 'a pointer to the VMA is kept, and close does not clear it',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: 'A VMA is freed when it is unmapped, and core calls close before. A split gives a second VMA, and neighbours without close may merge, which frees one. A pointer to a VMA that an object keeps is good until close alone.',
  source: 'mm/vma.c remove_vma(), __split_vma(), vma_merge() (mm/mmap.c before 6.12); shared by all releases',
  check({ reports, mappings, program }, emit) {
    const add = (
      kept: KeptPointer,
      tables: OpsTable[],
      subject: string,
      rest: Pick<Draft, 'function' | 'table' | 'op'>,
    ) => {
      for (const table of tables) {
        const lack = lackOf(kept, table, reports);
        if (lack === null) continue;
        const ofTable = { place: table.place, message: `${table.name} is the table of the mapping` };
        const said = {
          once: spot(kept.place),
          confidence: confidenceOf(kept),
          says: {
            fault: `${subject} keeps the VMA in ${kept.text}, and ${lack.text}`,
            consequences: ['the pointer dangles after munmap()'],
            advice: 'clear it in close, under the lock that its readers take',
          },
        };
        const end = lack.close?.exits.at(-1)?.place;
        // What keeps it may be any file that mmap calls into: then it is close that lacks something.
        if (lack.close && end && end.file !== kept.place.file) {
          const stored = { place: kept.place, message: `the VMA is stored in ${kept.text}` };
          emit({ ...said, ...about(lack.close), place: end, table: table.name, related: [stored, ofTable] });
        } else
          emit({
            ...said,
            ...rest,
            place: kept.place,
            table: table.name,
            related: wayTo(kept.trace, [ofTable]),
          });
      }
    };
    for (const mapping of mappings) {
      const { definition, exits } = mapping;
      for (const kept of mapping.kept) {
        // Each way has the table that it installs itself.
        const ways = exits.filter((_, n) => kept.exits.includes(n));
        const tables = new Set(ways.flatMap((exit) => tablesOf(mapping, exit, program)));
        add(kept, [...tables], `${definition.name}()`, aboutMapping(definition));
      }
      if (isRoot(mapping)) for (const kept of mapping.keptOnFailure) emit(leftBehind(kept, mapping, program));
    }
    for (const report of reports) {
      if (report.op === 'close') continue;
      for (const kept of report.kept) add(kept, report.tables, who(report), about(report));
    }
  },
};

/** Core frees the VMA of an mmap that fails, and calls no close for it. */
function leftBehind(
  { place, text, trace, assumed }: KeptPointer,
  { definition }: MappingReport,
  program: Program,
): Draft {
  const root = `${definition.name}()`;
  const { subject, of } = saidAt(place, program, root, aboutMapping(definition));
  const fails = subject === root ? 'fails later on' : `${root} fails later on`;
  return {
    once: `failed:${spot(place)}`,
    place,
    ...of,
    confidence: confidenceOf({ assumed }),
    says: {
      fault: `${subject} stores the VMA in ${text}, and ${fails} without clearing it`,
      consequences: ['core frees the VMA of an mmap that fails, without close, and the pointer dangles'],
      advice: 'store it as the last step, or set it to NULL where it fails',
    },
    related: wayTo(trace),
  };
}

/** Why nothing makes the pointer go away with the VMA, in words, and the close that does not; null when something does, or may. */
function lackOf(
  kept: KeptPointer,
  table: OpsTable,
  reports: HandlerReport[],
): { text: string; close: HandlerReport | null } | null {
  if (table.form === 'copy' || table.writtenAtRunTime) return null;
  const close = table.members.find(({ op }) => op === 'close');
  if (close === undefined || close.handler === null)
    return { text: `${table.name} has no close`, close: null };
  const own = handlersOf(table, 'close', reports);
  if (own.length === 0 || own.some(({ status }) => status !== 'complete')) return null;
  const isCopied = table.members.some(({ op, handler }) => op === 'open' && handler !== null);
  for (const close of own) {
    const { definition, clears, drops, handsOn } = close;
    // An opaque callee may do what is needed.
    if (handsOn) continue;
    const onlyAtLast = clears.get(kept.field);
    const handler = `close handler ${definition.name}()`;
    // Which of the copies goes first is for user space to say.
    if (onlyAtLast && isCopied)
      return { text: `${handler} clears it only when the last of the copies goes`, close };
    // The record goes with the VMA.
    if (onlyAtLast === undefined && !(kept.inPrivateData && drops))
      return { text: `${handler} does not clear it`, close };
  }
  return null;
}
