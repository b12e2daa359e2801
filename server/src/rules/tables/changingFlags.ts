// SPDX-License-Identifier: GPL-2.0-only
/** What open and close count by a flag of the VMA that mprotect() changes between them. */
import type { Balance } from '../../analysis/reports/model/events.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { claimUnder } from '../../analysis/state/properties/claimKeys.ts';
import { FIRST, GIVEN_BY_POINTER, HOLLOW, OPENED } from '../../analysis/state/properties/claims.ts';
import type { OpsTable } from '../../facts/model.ts';
import { type Place, spot } from '../../text/source.ts';
import type { Draft } from '../rule.ts';
import { asked } from '../shared/asks.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** mprotect() sets and clears these; their VM_MAY twins stay as mmap leaves them. */
const CHANGING = ['VM_WRITE', 'VM_EXEC', 'VM_READ'];

/** Returns one finding for each table: at close, else at open. */
export function changingFlags(reports: readonly HandlerReport[]): Draft[] {
  const drafts = new Map<OpsTable, Draft>();
  for (const op of ['close', 'open'])
    for (const report of reports) {
      const { definition, tables, balances, status } = report;
      const table = tables.find((one) => !drafts.has(one) && !isTold(one));
      if (report.op !== op || status !== 'complete' || table === undefined) continue;
      const found = countedBy(balances, op === 'close' ? -1 : 1);
      if (found === null) continue;
      const { flag, by, test, one } = found;
      for (const each of tables) if (!drafts.has(each)) drafts.set(each, draftOf(each));
      function draftOf({ name }: OpsTable): Draft {
        const does = op === 'close' ? 'gives back' : 'takes';
        const other = op === 'close' ? 'mmap or open took' : 'close gives back';
        return {
          once: spot(test),
          place: test,
          function: definition.name,
          table: name,
          op,
          confidence: confidenceOf(one),
          says: {
            fault: `${op} handler ${definition.name}() ${does} (${by.by}) by ${flag}, which mprotect() changes while the mapping lives`,
            consequences: [`what it ${does} is then not what ${other}`],
            advice: `test ${flag.replace('VM_', 'VM_MAY')}`,
            asks: asked(`Should {who} test ${flag} {here}?`),
          },
          related: wayTo(one.trace, [{ place: by.place, message: `${by.by} counts` }]),
        };
      }
    }
  return [...new Set(drafts.values())];
}

/** The driver is told of mprotect(), and may count then. */
const isTold = ({ members }: OpsTable) =>
  members.some(({ op, handler }) => op === 'mprotect' && handler !== null);

/** What is taken (given back, by the sign) on every way where a flag is one, and on none where it is the other. */
function countedBy(
  balances: readonly Balance[],
  sign: 1 | -1,
): { flag: string; by: { place: Place; by: string }; test: Place; one: Balance } | null {
  const netOf = ({ claims }: Balance, key: string) => (claimUnder(claims, key)?.net ?? 0) * sign;
  for (const one of balances)
    for (const [key, claim] of one.claims) {
      const by = sign > 0 ? claim.taken : claim.given;
      if (
        NO_COUNT.has(key) ||
        key.startsWith(HOLLOW) ||
        key.startsWith(FIRST) ||
        by === null ||
        netOf(one, key) <= 0
      )
        continue;
      const doing = balances.filter((each) => netOf(each, key) > 0);
      const others = balances.filter((each) => netOf(each, key) <= 0);
      for (const flag of CHANGING) {
        const truth = one.flags?.is(flag) ?? null;
        if (truth === null || !doing.every(({ flags }) => flags?.is(flag) === truth)) continue;
        const test = one.flags?.refusal(truth ? { clear: [flag] } : { set: [flag] });
        if (test && others.some(({ flags }) => flags?.is(flag) === !truth)) return { flag, by, test, one };
      }
    }
  return null;
}

const NO_COUNT: ReadonlySet<string> = new Set([OPENED, GIVEN_BY_POINTER]);
