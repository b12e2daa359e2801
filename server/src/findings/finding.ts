// SPDX-License-Identifier: GPL-2.0-only
/** The one finding object that feeds every report and the editor. */
import type { Place } from '../text/source.ts';
import type { Says } from './says.ts';

export type Severity = 'error' | 'warning' | 'information' | 'off';
/** high: no assumption on the path; medium: one was made (a merged state, an #ifdef variant, an inferred release). */
export type Confidence = 'high' | 'medium' | 'low';
/** Which source of truth the rule stands on: the locking document's sentence, or what mm/ does. */
export type Basis = 'documentation' | 'core';

/**
 * What a step of a path is: how a test went, the value that a variable got, a call, the result of one, a lock that is
 * taken or released; a `note` lies on no path and says more.
 */
export type StepKind = 'test' | 'value' | 'call' | 'result' | 'takes' | 'releases' | 'note';

/** One step of the way that leads to a finding. */
export interface PathStep {
  kind: StepKind;
  place: Place;
  message: string;
  /** Whether it is needed to see why: the others are there for who wants the whole way. */
  explains: boolean;
}

/** A step as a rule may give it: a note that explains, unless it says otherwise. */
export type Related = Pick<PathStep, 'place' | 'message'> & Partial<PathStep>;

/** A text that takes the place of another; lines end in `\n`, whatever the file has. */
export interface Edit {
  place: Place;
  text: string;
}

/** What to write instead. */
export interface Fix {
  /** As a menu has it: `Return VM_FAULT_NOPAGE`. */
  title: string;
  /** It keeps what the code does where it is right: it may be made without a look. */
  safe: boolean;
  /** In the file of the finding, in order, none over another. */
  edits: Edit[];
}

export interface Finding {
  rule: string;
  severity: Exclude<Severity, 'off'>;
  confidence: Confidence;
  basis: Basis;
  /** What it says, in parts. */
  says: Says;
  /** The same as one line. */
  message: string;
  place: Place;
  /** The handler or mmap function, when there is one. */
  function: string | null;
  table: string | null;
  op: string | null;
  /** The whole way there, in order. `shownSteps` of `path.ts` cuts it for a reader. */
  path: PathStep[];
  fix: Fix | null;
  /** How much is wrong, where a rule has more than one: of the same place, a change that makes it more brings it in. */
  degree?: number;
  /** What else the rule would have said of the same thing, which is said once: messages. */
  unsaid?: readonly string[];
  /** Of a remark by its rule alone: calls that it misses, and that make it a warning where a change takes them out. */
  lost?: readonly string[];
  /** The first release that asks for it, as printed: of a lint against another release than the code's own. */
  since?: string;
}

/** A finding that a comment in the source allows. */
export interface AllowedFinding extends Finding {
  /** What the comment says; '' when it gives no reason. */
  reason: string;
}
