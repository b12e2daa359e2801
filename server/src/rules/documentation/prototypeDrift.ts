// SPDX-License-Identifier: GPL-2.0-only
import type { DefinedStruct } from '../../contracts/document/described.ts';
import type { DocumentedPrototype } from '../../contracts/document/documentPrototypes.ts';
import type { Prototype } from '../../contracts/model.ts';
import { formatPrototype, samePrototype, sameType } from '../../contracts/prototype.ts';
import type { Draft } from '../rule.ts';
import { type Compared, compared, type DocumentRule, ownerOf } from './rule.ts';

export const docPrototypeDrift: DocumentRule = {
  id: 'doc-prototype-drift',
  title: 'a prototype in the documentation differs from the header',
  severity: 'warning',
  basis: 'core',
  since: null,
  until: null,
  fact: "Who writes an op from the documentation gets its type from there; the compiler takes the header's.",
  source: 'Documentation/filesystems/locking.rst and vfs.rst against include/linux',
  check: (context) => compared(context).flatMap((one) => [...ops(one), ...data(one)]),
};

function ops(one: Compared): Draft[] {
  return one.described.prototypes.flatMap((written): Draft[] => {
    const owner = ownerOf(written.op, one);
    const members = owner?.members.get(written.op) ?? [];
    const callbacks = members.filter(({ kind }) => kind === 'callback');
    const [first] = callbacks;
    if (!owner || !first) return [];
    const readings = [written.prototype, ...(written.joined ? [written.joined] : [])];
    const agrees = callbacks.some(({ prototype }) =>
      readings.some((reading) => samePrototype(reading, prototype)),
    );
    if (agrees) return [];
    return [
      {
        says: {
          fault: difference(written, first.prototype),
          consequences: [`struct ${owner.struct} has ${formatPrototype(written.op, first.prototype)}`],
        },
        place: written.place,
        table: owner.struct,
        op: written.op,
        related: [{ place: first.place, message: inOther(owner, one) }],
      },
    ];
  });
}

/** What is shown of the rest of a struct is held against it where it is there at all. */
function data({ described, defined }: Compared): Draft[] {
  return described.data.flatMap(({ name, type, place }): Draft[] => {
    const members = (defined.members.get(name) ?? []).filter(({ kind }) => kind === 'data');
    const [first] = members;
    if (!first || members.some(({ prototype }) => sameType(type, prototype.returns))) return [];
    return [
      {
        says: {
          fault: `${name} is documented as ${type}`,
          consequences: [`struct ${defined.struct} has ${first.prototype.returns}`],
        },
        place,
        table: defined.struct,
        op: name,
        related: [{ place: first.place, message: 'declared here' }],
      },
    ];
  });
}

/** What of a prototype is wrong, as short as it can be said. */
function difference({ op, prototype }: DocumentedPrototype, header: Prototype): string {
  const parts: string[] = [];
  if (!sameType(prototype.returns, header.returns)) parts.push(`returns ${prototype.returns}`);
  const [written, real] = [prototype.parameters.length, header.parameters.length];
  if (written !== real) parts.push(`takes ${written} ${written === 1 ? 'parameter' : 'parameters'}`);
  else {
    const at = prototype.parameters.findIndex((type, i) => !sameType(type, header.parameters[i] as string));
    if (at !== -1) parts.push(`takes ${prototype.parameters[at]} as parameter ${at + 1}`);
  }
  return `the documented ${op} ${parts.join(' and ') || 'has another type'}`;
}

function inOther(owner: DefinedStruct, { defined }: Compared): string {
  return owner === defined ? 'declared here' : `declared here, in struct ${owner.struct}`;
}
