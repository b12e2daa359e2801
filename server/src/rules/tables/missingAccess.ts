// SPDX-License-Identifier: GPL-2.0-only
import type { MappingExit, MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { Kernel } from '../../contracts/model.ts';
import type { OpsTable } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import { accessPhysically } from '../fixes/newOp.ts';
import type { Draft, Rule } from '../rule.ts';
import { tablesIn, tablesOf } from '../shared/mappings.ts';

/** get_user_pages() refuses VM_IO and VM_PFNMAP, so a debugger depends on access. */
export const missingAccess: Rule = {
  id: 'missing-access',
  title: 'a mapping of device memory has no access',
  severity: 'information',
  basis: 'core',
  since: '2.6.27',
  until: null,
  fact: 'get_user_pages() refuses a VMA with VM_IO or VM_PFNMAP. ptrace and /proc/PID/mem then ask its access member, and read nothing without one.',
  source: 'mm/memory.c __access_remote_vm(), generic_access_phys(); mm/gup.c check_vma_flags(); 2.6.27',
  needsWholeTree: true,
  check({ program, mappings, kernel }, emit) {
    const judge = (mapping: MappingReport, exit: MappingExit, tables: OpsTable[]) => {
      const flag = FLAGS.find((name) => exit.flags.changed(name, true) !== null);
      if (!flag || exit.assumed || isOfRegisters(exit)) return;
      for (const table of tables) {
        if (table.form === 'copy' || table.writtenAtRunTime) continue;
        if (table.members.some(({ op }) => op === 'access') || saysWhy(table)) continue;
        emit({
          ...draft(mapping, exit, table, flag, kernel),
          once: spot(table.place),
        });
      }
    };
    for (const mapping of mappings) {
      // Of buffers that a subsystem maps the driver has nothing to say.
      if (mapping.entries[0]?.member === null) continue;
      for (const exit of mapping.exits) judge(mapping, exit, tablesOf(mapping, exit, program));
      const [first] = mapping.exits;
      if (!first || mapping.status !== 'complete') continue;
      if (FLAGS.some((flag) => mapping.exits.every(({ flags }) => flags.changed(flag, true) !== null)))
        judge(mapping, first, tablesIn(mapping, program));
    }
  },
};

const FLAGS = ['VM_PFNMAP', 'VM_IO'];

/** A debugger must not read what acts when it is read, nor what cannot be read. */
function isOfRegisters({ protection, flags }: MappingExit): boolean {
  return protection === 'device' || flags.may({ set: ['VM_READ'] }) === 'no';
}

/** A comment right above the table says why: what a debugger does there, not what is for debugging. */
function saysWhy({ place: { file, start } }: OpsTable): boolean {
  const before = file.before(start);
  const above = before.slice(0, before.lastIndexOf('\n') + 1).trimEnd();
  const comment = above.endsWith('*/')
    ? above.slice(above.lastIndexOf('/*'))
    : (/(?:\/\/.*(?:\n|$))+$/.exec(above.slice(-1000))?.[0] ?? '');
  return /\bptrace|\bdebuggers?\b|\bgdb\b|\b(?:no|without|needs?|an) access\b|\baccess\(\)|\.access\b/i.test(
    comment,
  );
}

function draft(
  mapping: MappingReport,
  exit: MappingExit,
  table: OpsTable,
  flag: string,
  kernel: Kernel,
): Draft {
  const place = exit.flags.changed(flag, true);
  const fix = flag === 'VM_PFNMAP' ? accessPhysically(table, kernel) : null;
  const how = fix ? ' (generic_access_phys() serves page frames of a device)' : '';
  return {
    place: table.place,
    function: mapping.definition.name,
    table: table.name,
    op: 'access',
    confidence: 'medium',
    says: {
      fault: `${table.name} has no access, and ${mapping.definition.name}() maps with ${flag}`,
      consequences: ['a debugger cannot read the mapping'],
      advice: `add .access${how}, or suppress with a reason`,
    },
    fix,
    related: place ? [{ place, message: `the mapping gets ${flag} here` }] : [],
  };
}
