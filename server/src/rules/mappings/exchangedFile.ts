// SPDX-License-Identifier: GPL-2.0-only
/** Another file in vm_file, by hand: core puts the one that is there where the VMA goes, and no other. */
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { isSince } from '../../contracts/release.ts';
import { isLibraryMap } from '../../facts/mappings/fileMmaps.ts';
import type { Program } from '../../facts/model.ts';
import { type Says, withSubject } from '../../findings/says.ts';
import { type Place, spot } from '../../text/source.ts';
import type { Draft, RuleContext } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { aboutMapping, saidAt } from '../shared/exits.ts';
import { tablesIn, tablesOf } from '../shared/mappings.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

const BOTH_FILES = asked('Are the references of both files right when {who} changes vm_file {here}?');

/** Returns where nobody holds the new file for the VMA, or nobody drops the one before. */
export function exchanged(
  mapping: MappingReport,
  { kernel, reports, program }: Pick<RuleContext, 'kernel' | 'reports' | 'program'>,
): Draft[] {
  const { definition, balances } = mapping;
  const done = balances.filter(({ failed, assumed }) => !failed && !assumed);
  const told = (one: Balance, place: Place, says: Says): Draft => {
    const { subject, of } = saidAt(place, program, `${definition.name}()`, aboutMapping(definition));
    return {
      once: spot(place),
      place,
      ...of,
      confidence: confidenceOf(one),
      says: withSubject(subject, says),
      related: wayTo(one.trace, []),
    };
  };
  for (const one of done)
    if (one.lent !== null)
      return [
        {
          ...told(one, one.lent, {
            fault: 'has another file map the VMA and leaves its own in vma->vm_file',
            consequences: [
              'the handlers that the other installs take that for a file of theirs, and look into what it is not',
            ],
            advice: 'call vma_set_file() with the other',
          }),
          // Another way out may hand the VMA to somebody else.
          related: [],
        },
      ];
  const draft = (one: Balance, place: Place, says: Says) =>
    told(one, place, { ...withSubject('puts another file into vma->vm_file', says), asks: BOTH_FILES });
  for (const one of done)
    if (one.putFile !== null)
      return [
        told(one, one.putFile, {
          fault:
            'gives back the reference that the VMA has to its file, and leaves that file in vma->vm_file',
          consequences: [
            'core drops it once more when the VMA goes, so the file is freed while others use it',
          ],
          advice: 'drop it only where another file takes its place',
        }),
      ];
  for (const one of done)
    if (one.borrowedFile !== null)
      return [
        draft(one, one.borrowedFile, {
          fault: 'and takes no reference to it',
          consequences: [
            `core drops one when the VMA goes, so the file is freed while others hold it${isGiven(one) ? '' : ', and the reference to the file before is never dropped'}`,
          ],
          advice: adviceFor(mapping, one),
        }),
      ];
  if (isSince(kernel.release, PUTS_ITS_FILE))
    for (const one of balances)
      if (one.failed && !one.assumed && one.putNewFile !== null)
        return [
          told(one, one.putNewFile, {
            fault: 'fails and gives back the reference to the file that it has put into vma->vm_file',
            consequences: [
              'core drops the one that is there once more when mmap fails, so the file is freed while others use it',
            ],
            advice: 'leave that one to core, and give back what was taken beside it',
          }),
        ];
  // `if (vma->vm_file) fput(vma->vm_file);`
  const isDropped = balances.some(isGiven);
  for (const one of done)
    if (one.exchangedFile !== null && !isDropped && !closePutsFile(mapping, one, reports, program))
      return [
        draft(one, one.exchangedFile, {
          fault: 'and never drops the reference that the VMA has to the file before',
          consequences: [
            'core drops only the one that is there when the VMA goes, so that file is never released',
          ],
          advice: 'call vma_set_file(), or fput() the file before',
        }),
      ];
  return [];
}

const isGiven = ({ claims }: Balance): boolean => claims.get('c:file')?.given != null;

function adviceFor({ definition }: MappingReport, one: Balance): string {
  if (isLibraryMap(definition)) return 'take one by get_file()';
  return isGiven(one)
    ? 'call vma_set_file(), or get_file() it'
    : 'call vma_set_file(), or get_file() the one and fput() the other';
}

/** From here on core puts the file that it finds in the VMA when mmap fails; before, the one that it was called for. */
const PUTS_ITS_FILE = '5.11';

/** The reference is kept until close, which puts a file: the one before, since core puts the one in vm_file itself. */
function closePutsFile(
  mapping: MappingReport,
  one: Balance,
  reports: HandlerReport[],
  program: Program,
): boolean {
  const tables = new Set([...tablesOf(mapping, one, program), ...tablesIn(mapping, program)]);
  return reports.some(
    ({ op, tables: own, balances }) =>
      op === 'close' &&
      own.some((table) => tables.has(table)) &&
      balances.some(({ claims }) => claims.get('c:file')?.given && claims.get('c:file')?.path !== 'vm_file'),
  );
}
