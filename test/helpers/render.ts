// SPDX-License-Identifier: GPL-2.0-only
/** Summaries as short text for expectations, in the words of the tables. */
import type { Effect, HelperSummary, PlaceRef } from '../../server/src/analysis/models/model.ts';
import { helpersFor } from '../../server/src/analysis/models/table.ts';
import type { Release } from '../../server/src/contracts/model.ts';

/** `'6.12'` or `'2.6.30'` as a release. */
export function release(text: string): Release {
  const [major = 0, minor = 0, patch = 0] = text.split('.').map(Number);
  return { major, minor, patch };
}

/** The summary of a helper in a release; throws when there is none. */
export function summary(name: string, at: string): HelperSummary {
  const found = helpersFor(release(at)).get(name);
  if (!found) throw new Error(`${name} is not known in ${at}`);
  return found;
}

/** One line for each outcome: `LOCKED: lock page arg0->page; dirty if arg1`. */
export function outcomes(name: string, at: string): string[] {
  return summary(name, at).outcomes.map(({ returns, effects, conditions }) => {
    const what = effects.length ? `: ${effects.map(effectText).join('; ')}` : '';
    const when = conditions.length ? ` if ${conditions.map((c) => c.text).join(' and ')}` : '';
    return `${returns.join(', ')}${what}${when}`;
  });
}

function effectText(effect: Effect): string {
  switch (effect.verb) {
    case 'set':
    case 'clear':
    case 'havoc':
    case 'check-truncation':
      return `${effect.verb} ${placeText(effect.place)}`;
    case 'assign':
      return `assign ${placeText(effect.place)} = ${placeText(effect.from)}`;
    case 'lock':
    case 'unlock':
      return `${effect.verb} ${effect.kind} ${placeText(effect.place)}`;
    case 'vm-flags': {
      const { flags } = effect;
      const names = 'names' in flags ? flags.names.join('|') : `arg${flags.rest ? 's' : ''}${flags.argument}`;
      return `${effect.change} ${names} on ${placeText(effect.vma)}`;
    }
    default:
      return effect.verb;
  }
}

function placeText({ root, index, fields, arrows, deref, address }: PlaceRef): string {
  const path = fields.map((field, n) => (arrows[n] ? '->' : '.') + field).join('');
  return `${deref ? '*' : ''}${address ? '&' : ''}${root}${root === 'arg' ? index : ''}${path}`;
}
