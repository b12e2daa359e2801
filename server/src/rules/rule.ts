// SPDX-License-Identifier: GPL-2.0-only
/** What a rule is: a sentence of the contract, and a pure function over facts and reports. */

import type { MappingReport } from '../analysis/reports/model/mappings.ts';
import type { CalleeReport, HandlerReport, HolderReport, StructMember } from '../analysis/reports/report.ts';
import type { Kernel } from '../contracts/model.ts';
import type { OpsTable, Program, ResolvedHandler } from '../facts/model.ts';
import type { Basis, Confidence, Fix, Related, Severity } from '../findings/finding.ts';
import { isSurer } from '../findings/order.ts';
import type { RuleId } from '../findings/ruleId.ts';
import { messageOf, type Says } from '../findings/says.ts';
import { type Place, spot } from '../text/source.ts';

/** What a rule returns: a finding without what the registry knows (severity) and with optional defaults. */
export interface Draft {
  says: Says;
  place: Place;
  function?: string | null;
  table?: string | null;
  op?: string | null;
  confidence?: Confidence;
  basis?: Basis;
  /** Where this one is graver, or less grave, than the rule says; settings win over it. */
  severity?: Severity;
  related?: Related[];
  /** As of `Finding`. */
  degree?: number;
  fix?: Fix | null;
  /** As of `Finding`. */
  lost?: readonly string[];
  /**
   * What it is said of, where that is to be said once: of several drafts of a rule about one thing the surest stays, of
   * equally sure ones the first. The place with the message, unless a rule says otherwise.
   */
  once?: string;
  /** As of `Finding`. */
  unsaid?: readonly string[];
}

/** Takes what a rule finds. */
export type Emit = (draft: Draft) => void;

/** Everything a rule may look at. It never sees a parser, a protocol or a file system. */
export interface RuleContext {
  kernel: Kernel;
  program: Program;
  /** Tables under lint. */
  tables: OpsTable[];
  handlers: ResolvedHandler[];
  /** Reports of analysed handlers; one per (definition, op, configuration). */
  reports: HandlerReport[];
  /** Reports of functions that map: successful exits with VMA flags and the installed table. */
  mappings: MappingReport[];
  /** Reports of functions that handlers call and that have locks of their own; none where absent. */
  callees?: CalleeReport[];
  /** What tables of other structs of operations set; none where the tree's documents and headers are not at hand. */
  structMembers?: StructMember[];
  /** Reports of functions beside handlers that have locks of their own, in files where some are held over user memory. */
  holders?: HolderReport[];
  /** Reports of functions beside handlers that may take the locks of these in another order. */
  others?: CalleeReport[];
  /** `documentation` or `core`: which contract pfn-mkwrite-return holds against. */
  contract: Basis;
  /** Whether a file (by its stored path) is under lint; all are where it is absent. */
  isUnderLint?: (path: string) => boolean;
}

/** What the catalogue has of a rule. */
export interface RuleCard {
  id: RuleId;
  title: string;
  severity: Severity;
  basis: Basis;
  /** First and last release where the rule applies, as in `6.3`; `6.5` as the last includes every 6.5.y. Null is open. */
  since: string | null;
  until: string | null;
  /** The fact behind it, one or two sentences in our own words, and where it was read. */
  fact: string;
  source: string;
}

export interface Rule extends RuleCard {
  /**
   * It concludes from what is nowhere to be found (a store to a table, an op, a check in the function that maps): what it
   * says may be wrong until the whole tree is read.
   */
  needsWholeTree?: boolean;
  /** What it finds on a return was done by whatever callee returns there: those that hand it on are told of once. */
  isOfCallee?: boolean;
  /** Returns nothing, by a type that says so when a rule returns what it should emit. */
  check(context: RuleContext, emit: Emit): undefined;
}

/** Returns what a rule finds, each thing once. */
export function draftsOf(rule: Rule, context: RuleContext): Draft[] {
  const drafts = new Map<string, Draft>();
  const others = new Map<string, Set<string>>();
  rule.check(context, (draft) => {
    const { place } = draft;
    const message = messageOf(draft.says);
    const thing = draft.once ?? `${spot(place)}:${message}`;
    const known = drafts.get(thing);
    const before = known && messageOf(known.says);
    if (before !== undefined && before !== message)
      others.set(thing, (others.get(thing) ?? new Set([before])).add(message));
    if (known === undefined || isSurer(draft.confidence ?? 'high', known.confidence ?? 'high'))
      drafts.set(thing, draft);
  });
  return [...drafts].map(([thing, draft]) => {
    const unsaid = [...(others.get(thing) ?? [])].filter((message) => message !== messageOf(draft.says));
    return unsaid.length === 0 ? draft : { ...draft, unsaid };
  });
}
