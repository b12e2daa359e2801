// SPDX-License-Identifier: GPL-2.0-only
/** What the subsystem that calls a function to map asks of the mapping that it made, and leaves with one that it made itself. */
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { MappingReport, OverwrittenTable } from '../../analysis/reports/model/mappings.ts';
import { MAPPING_ENTRIES } from '../../contracts/mappingEntries.ts';
import type { OpsTable, Program } from '../../facts/model.ts';
import { calledNames } from '../../facts/names/mentions.ts';
import { type Place, type SourceFile, spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
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
          says: {
            fault: `${definition.name}() succeeds here without ${flag}, which the caller of ${struct}.${member} asks for`,
            consequences: [`${contract.front?.[0] ?? 'it'}() warns at each mmap()${grows}`],
            advice: `set ${flag}`,
            asks: asked(`Should {who} set ${flag} {here}?`),
          },
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
        says: {
          fault: `${definition.name}() installs ${table.name}, which has ${op}`,
          consequences: [
            `kernfs refuses such a table after ${contract.struct}.${contract.member} has made the mapping, so each mmap() fails with -EINVAL and keeps what was taken for it`,
          ],
          advice: `leave ${op} out`,
          asks: { question: `Can ${table.name} have ${op}?` },
        },
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

/** What such a function takes the reference by. */
export const takesOfFront = (front: string): string | undefined =>
  MAPPING_ENTRIES.find((one) => one.front?.includes(front))?.takes;

/** The function that gives that back, which the table has for close. */
const closeOf = (front: string) =>
  MAPPING_ENTRIES.find((one) => one.takes !== undefined && one.front?.includes(front))?.gives ?? 'close';

/** By whatever name: its close, or a put of the object. */
const isNamedForGiving = (name: string) =>
  ['close', 'put', 'unref', 'release', 'free'].some((word) => name.includes(word));

/** A way that fails after such a function has mapped: core does not call close then. */
export function keptByFront({ definition, balances, calls }: MappingReport, program: Program): Draft[] {
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
      ({ callee, helper, args, place }) =>
        helper === null &&
        args.includes(vma) &&
        mayGiveBack(callee, from.file, program) &&
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
        says: {
          fault: `${definition.name}() fails here and keeps the reference that ${front.callee}() took for the mapping`,
          consequences: ['core does not call close after a failed mmap, so the object is never freed'],
          advice: `call ${closeOf(front.callee)}() before this return`,
        },
        related: wayTo(one.trace, [{ place: front.place, message: `${front.callee}() takes it` }]),
      },
    ];
  }
  return [];
}

/** A function that is not loaded, or one with a call that gives something back by its name, or by way of a pointer. */
function mayGiveBack(callee: string, from: SourceFile, program: Program, depth = 2): boolean {
  const definitions = program.peek(callee, from);
  if (definitions.length === 0) return depth === 2;
  return definitions.some((one) =>
    calledNames(one).some(
      (name) => isNamedForGiving(name) || (depth > 0 && mayGiveBack(name, one.file, program, depth - 1)),
    ),
  );
}

/**
 * A table that is put on the VMA over that of a function which the front calls through a member, as far as one is known
 * that may be called there and whose table has a close.
 */
export function overwritten(
  { definition, overwritten: all }: MappingReport,
  mappings: MappingReport[],
): Draft[] {
  return all.flatMap((one) => {
    const lost = mappings
      .filter((mapping) => mayBeCalled(mapping, one))
      .flatMap((mapping) =>
        tablesWithClose(mapping).map((table) => ({ ...table, by: mapping.definition.name })),
      )[0];
    if (lost === undefined) return [];
    const { through, called, place } = one;
    return [
      {
        once: spot(place),
        place,
        ...aboutMapping(definition),
        table: lost.table.name,
        confidence: 'medium' as const,
        says: {
          fault: `${definition.name}() puts its table on the VMA after ${through}(), and with that over the table which ${lost.by}() has put there (${lost.table.name})`,
          consequences: [
            'its close never gives back what was taken for the mapping, and the handlers of the other table meet a vm_private_data that is not theirs',
          ],
          advice: 'set vm_ops before the call',
        },
        related: [
          { place: called, message: `${through}() maps first` },
          { place: lost.place, message: `${lost.by}() installs ${lost.table.name}` },
        ],
      },
    ];
  });
}

/** A table that is read to be kept when the function's own is there: what calls through it calls itself. */
export function savedLate({ definition, savedLate: all }: MappingReport): Draft[] {
  return all.map(({ table, kept, place, installed, used }) => ({
    once: spot(place),
    place,
    ...aboutMapping(definition),
    table,
    confidence: 'medium' as const,
    says: {
      fault: `${definition.name}() keeps vma->vm_ops in ${kept} after it has put ${table} there`,
      consequences: [
        `the table that was there is lost, and ${used.by}(), which calls through ${kept}, comes back to ${table} until the stack overflows`,
      ],
      advice: 'keep the old table before the store to vm_ops',
    },
    related: [
      { place: installed, message: `here ${table} takes its place` },
      { place: used.place, message: `${used.by}() calls through what is kept` },
    ],
  }));
}

/** Something calls it by that member, or nobody is known who does, and it has the parameters that the call has arguments for. */
function mayBeCalled({ definition, entries }: MappingReport, { member, types }: OverwrittenTable): boolean {
  // A file may be of any kind: who maps it knows which.
  if (types.length < 2 || types[0] === 'struct file *' || types.includes('')) return false;
  // Who calls it is not always loaded: then what it is handed tells.
  if (entries.length > 0 && !entries.some((one) => one.member === member)) return false;
  return definition
    .heads()
    .some(
      ({ parameters }) =>
        parameters.length === types.length && parameters.every(({ type }, n) => type === types[n]),
    );
}

function tablesWithClose({ exits }: MappingReport) {
  const found = new Map<OpsTable, { table: OpsTable; place: Draft['place'] }>();
  for (const { table } of exits)
    if (table?.definition?.members.some(({ op, handler }) => op === 'close' && handler !== null))
      found.set(table.definition, { table: table.definition, place: table.place });
  return [...found.values()];
}
