// SPDX-License-Identifier: GPL-2.0-only
/** What the caller of a function that maps has taken for the mapping, where no close will give it back. */
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import { HANDED_OVER } from '../../analysis/state/properties/claims.ts';
import { functionAt, nameOf } from '../../facts/functions/texts.ts';
import type { Program } from '../../facts/model.ts';
import { spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { aboutMapping, saidAt } from '../shared/exits.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';
import { frontOf, takenBefore } from './overdrawn.ts';

/**
 * A mapping that succeeds, and leaves the VMA without operations, or to another that hangs something of its own on it:
 * then the function has to give back what its caller took.
 */
export function leftToNone(mapping: MappingReport, program: Program): Draft[] {
  const drafts: Draft[] = [];
  for (const [key, by] of takenBefore(mapping.entries))
    for (const one of mapping.balances) {
      if (one.failed || one.assumed || one.claims.get(key)?.given) continue;
      const draft = one.isBare ? bare(mapping, one, by) : handedOver(mapping, one, by, program);
      if (draft !== null) drafts.push(draft);
    }
  return drafts;
}

function bare({ definition, entries }: MappingReport, one: Balance, by: string): Draft | null {
  const [entry] = entries;
  if (entry === undefined) return null;
  const { name } = definition;
  const { place, object, struct, contract } = entry;
  const instead = definition.file === place.file ? `, or give it back in ${name}()` : '';
  return {
    once: spot(place),
    place,
    ...aboutMapping(definition),
    confidence: confidenceOf(one),
    says: {
      fault: `${name}() leaves the VMA without vm_ops, and nothing gives back what ${frontOf(entries)} took for it by ${by}()`,
      consequences: ['each mapping leaves a reference behind, and the object is never freed'],
      advice: `set .${contract?.table} of ${object ?? `struct ${struct}`} to a table whose close gives it back${instead}`,
      asks: asked('Who drops the reference of the mapping when {who} leaves it without vm_ops {here}?'),
    },
    related: wayTo(one.trace, [
      {
        place: nameOf(definition),
        message: `${name}() puts no table there: mm/ takes a VMA without one for anonymous memory`,
      },
    ]),
  };
}

function handedOver(mapping: MappingReport, one: Balance, by: string, program: Program): Draft | null {
  const over = one.claims.get(HANDED_OVER)?.taken;
  // Where it fails it has hung nothing there.
  if (!over || one.hangs === 'before' || one.hangs === 'borrowed') return null;
  const { name } = mapping.definition;
  const { subject, of } = saidAt(over.place, program, `${name}()`, aboutMapping(mapping.definition));
  return {
    once: spot(over.place),
    place: over.place,
    ...of,
    confidence: confidenceOf(one),
    says: {
      fault: `${subject} succeeds and keeps what ${frontOf(mapping.entries)} took for the mapping by ${by}()`,
      consequences: [
        `${over.by} hands the VMA to another, whose close knows nothing of it, and the object is never freed`,
      ],
      advice: `give it back where ${over.by} has succeeded`,
    },
    // What the caller asks before has nothing to do with it.
    related: wayTo(
      one.trace.filter((step) => functionAt(step.place, program)?.name === of.function),
      of.function === name ? [] : [{ place: nameOf(mapping.definition), message: `${name}() leads there` }],
    ),
  };
}
