// SPDX-License-Identifier: GPL-2.0-only
/** What the subsystem that calls a function to map asks of the mapping that it made, and leaves with one that it made itself. */
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { MAPPING_ENTRIES } from '../../contracts/mappingEntries.ts';
import type { OpsTable } from '../../facts/model.ts';
import { type Place, spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { aboutMapping } from '../shared/exits.ts';
import { confidenceOf, contradictsItself, wayTo } from '../shared/path.ts';

/** A way that succeeds without a flag that keeps mremap() from enlarging what the front has compared with the object. */
export function lostFlags({ definition, entries, exits, status }: MappingReport): Draft[] {
  if (status !== 'complete') return [];
  for (const { struct, member, contract } of entries)
    for (const flag of contract?.leaves ?? []) {
      const has = exits.filter(({ flags }) => flags.is(flag) === true);
      // What a loop sets by the way lacks where it never runs.
      const isByTheWay = has.some(({ flags }) => flags.chosen(flag) === null);
      const way = exits.find(({ flags }) => flags.lacks(flag));
      if (way === undefined || contract === undefined || isByTheWay) continue;
      const grows =
        way.flags.is('VM_PFNMAP') === true
          ? ''
          : ', and mremap() may enlarge what it has compared with the object';
      return [
        {
          place: way.place,
          ...aboutMapping(definition),
          confidence: way.assumed ? 'medium' : 'high',
          message: `${definition.name}() succeeds here without ${flag}, which the caller of ${struct}.${member} asks for: ${contract.front?.[0] ?? 'it'}() warns at each mmap()${grows}; set ${flag}`,
          related: wayTo(way.trace),
        },
      ];
    }
  return [];
}

/** A table with a member that the caller does not take, once the function has made the mapping. */
export function refusedTables({ definition, entries, exits }: MappingReport): Draft[] {
  const contract = entries.find((one) => one.contract?.refusesTablesWith !== undefined)?.contract;
  const op = contract?.refusesTablesWith;
  if (contract === undefined || op === undefined) return [];
  return exits.flatMap(({ table, trace, assumed }) => {
    const refused = table?.definition && setMember(table.definition, op);
    if (!table || !refused) return [];
    return [
      {
        once: spot(table.place),
        place: table.place,
        ...aboutMapping(definition),
        table: table.name,
        confidence: assumed ? ('medium' as const) : ('high' as const),
        message: `${definition.name}() installs ${table.name}, which has ${op}: kernfs refuses such a table after ${contract.struct}.${contract.member} has made the mapping, so each mmap() fails with -EINVAL and keeps what was taken for it; leave ${op} out`,
        related: wayTo(trace, [{ place: refused.opPlace, message: `${op} is set here` }]),
      },
    ];
  });
}

function setMember({ members, form, writtenAtRunTime }: OpsTable, op: string) {
  if (form === 'copy' || writtenAtRunTime) return undefined;
  return members.find((one) => one.op === op && one.handler !== null);
}

/** Functions of a subsystem that map, and leave a reference with the VMA. */
const TAKING: ReadonlySet<string> = new Set(
  MAPPING_ENTRIES.flatMap(({ front, takes }) => (takes === undefined ? [] : (front ?? []))),
);

/** The function that gives that back, which the table has for close. */
const closeOf = (front: string) =>
  MAPPING_ENTRIES.find((one) => one.takes !== undefined && one.front?.includes(front))?.gives ?? 'close';

/** By whatever name: its close, or a put of the object. */
const isNamedForGiving = (name: string) =>
  ['close', 'put', 'unref', 'release', 'free'].some((word) => name.includes(word));

/** A way that fails after such a function has mapped: core does not call close then. */
export function keptByFront({ definition, balances, calls }: MappingReport): Draft[] {
  const fronts = calls.filter(({ callee, place }) => TAKING.has(callee) && place.file === definition.file);
  if (fronts.length === 0 || calls.some(({ callee }) => isNamedForGiving(callee))) return [];
  const vma = definition.heads()[0]?.parameters.find(({ type }) => type === 'struct vm_area_struct *')?.name;
  if (vma === undefined) return [];
  const made = (one: Balance) =>
    fronts.find(({ place }) =>
      one.trace.some(
        (step) => step.kind === 'result' && step.atoms.join() === '0' && spot(step.place) === spot(place),
      ),
    );
  // What is handed the mapping behind it may close it where it fails.
  const isHandedOn = (from: Place, { end }: Place) =>
    calls.some(
      ({ helper, args, place }) =>
        helper === null &&
        args.includes(vma) &&
        place.file === from.file &&
        place.start > from.start &&
        place.start < end,
    );
  for (const one of balances) {
    const front = one.failed && !one.assumed && !contradictsItself(one.trace) ? made(one) : undefined;
    if (front === undefined || isHandedOn(front.place, one.place)) continue;
    return [
      {
        once: spot(one.place),
        place: one.place,
        ...aboutMapping(definition),
        confidence: confidenceOf(one),
        message: `${definition.name}() fails here and keeps the reference that ${front.callee}() took for the mapping: core does not call close after a failed mmap, so the object is never freed; call ${closeOf(front.callee)}() before this return`,
        related: wayTo(one.trace, [{ place: front.place, message: `${front.callee}() takes it` }]),
      },
    ];
  }
  return [];
}
