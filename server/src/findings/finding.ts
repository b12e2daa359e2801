/** The one finding object that feeds every report and the editor. */
import type { Place } from '../text/source.ts';

export type Severity = 'error' | 'warning' | 'information' | 'off';
/** high: no assumption on the path; medium: one was made (a merged state, an #ifdef variant, an inferred release). */
export type Confidence = 'high' | 'medium' | 'low';
/** Which source of truth the rule stands on: the locking document's sentence, or what mm/ does. */
export type Basis = 'documentation' | 'core';

export interface Related {
  place: Place;
  message: string;
}

export interface Finding {
  rule: string;
  severity: Exclude<Severity, 'off'>;
  confidence: Confidence;
  basis: Basis;
  /** One line, lower-case first word, no full stop: what is wrong, what happens, what to write instead. */
  message: string;
  place: Place;
  /** The handler or mmap function, when there is one. */
  function: string | null;
  table: string | null;
  op: string | null;
  /** The path that leads there, in order; at most six. */
  related: Related[];
}
