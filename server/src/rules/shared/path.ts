// SPDX-License-Identifier: GPL-2.0-only
/** Words and related places that rules share. */

import type { Exit, LockStep, Note, Step } from '../../analysis/reports/model/exits.ts';
import { constantText } from '../../analysis/reports/render.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { isErrno } from '../../analysis/reports/values.ts';
import { NOT_ZERO } from '../../analysis/state/domain.ts';
import type { Confidence, Related } from '../../findings/finding.ts';
import type { Place } from '../../text/source.ts';
import { spot } from '../../text/source.ts';

/** Values as the source writes them: `VM_FAULT_LOCKED | VM_FAULT_MAJOR`, `0`, `-ENOMEM`. */
export const written = constantText;

/**
 * The whole path, with marks at the steps that explain it best: what set the value, locks, and the last tests before
 * the end.
 *
 * @param extra what explains too and lies on no path
 */
export function pathTo(trace: Step[], extra: Note[] = []): Related[] {
  return marked(trace, trace, extra);
}

/**
 * As `pathTo`, for a finding about a value: neither the locks taken on the way explain it nor what a variable held that
 * the exit does not return.
 *
 * @param atoms the values that the exit returns
 */
export function valuePathTo(trace: Step[], atoms: readonly string[], extra: Note[] = []): Related[] {
  const isReturned = (atom: string) => atoms.some((one) => one === atom || (isErrno(one) && isErrno(atom)));
  return marked(
    trace,
    trace.filter(
      (step) =>
        step.kind !== 'takes' && step.kind !== 'releases' && (step.kind !== 'value' || isReturned(step.atom)),
    ),
    extra,
  );
}

/** As `pathTo`, for a lock that stays: those that were given back on the way do not explain it. */
export function heldPathTo(trace: Step[], extra: Note[] = []): Related[] {
  return marked(trace, withoutPairs(trace), extra);
}

/** As `pathTo`, for a call or a store: neither a result set before nor a lock given back before explains it. */
export function wayTo(trace: Step[], extra: Note[] = []): Related[] {
  return marked(trace, withoutPairs(trace.filter(({ kind }) => kind !== 'value')), extra);
}

/**
 * As `pathTo`, for a lock that is given back: other locks do not explain it, nor does what comes behind the release.
 *
 * @param isOwn whether a step is about that lock
 */
export function releasePathTo(trace: Step[], release: Place, isOwn: (step: LockStep) => boolean): Related[] {
  const at = trace.findLastIndex((step) => step.kind === 'releases' && spot(step.place) === spot(release));
  const before = at === -1 ? trace : trace.slice(0, at + 1);
  const isOther = (step: Step) => (step.kind === 'takes' || step.kind === 'releases') && !isOwn(step);
  return marked(
    before,
    before.filter((step) => !isOther(step)),
  );
}

/** As `pathTo`, for what no lock but that of a page has to do with. */
export function pageLockPathTo(trace: Step[], extra: Note[] = []): Related[] {
  const isOther = (step: Step) => (step.kind === 'takes' || step.kind === 'releases') && !step.ofPage;
  return marked(
    trace,
    trace.filter((step) => !isOther(step)),
    extra,
  );
}

/** As `wayTo`, for what no lock has to do with. */
export function lockFreeWayTo(trace: Step[], extra: Note[] = []): Related[] {
  return marked(
    trace,
    trace.filter(({ kind }) => kind !== 'value' && kind !== 'takes' && kind !== 'releases'),
    extra,
  );
}

/** @param candidates the steps of the trace that may explain */
function marked(trace: Step[], candidates: Step[], extra: Note[] = []): Related[] {
  const tests = new Set(candidates.filter((step) => step.kind === 'test').slice(-2));
  const explaining = new Set(
    withoutLostValues(candidates).filter((step) =>
      step.kind === 'test' ? tests.has(step) : !(step.kind === 'result' && step.atoms.every(isNotZero)),
    ),
  );
  const times = timesOf(trace);
  return [
    ...trace.map((step, at) => ({
      kind: step.kind,
      place: step.place,
      message: `${step.message}${timeInWords(times[at] as number)}`,
      // Where ways met, one step may stand in both: it is told once.
      explains: explaining.has(step) && trace.lastIndexOf(step) === at,
    })),
    ...extra.map(({ place, message }) => ({ place, message })),
  ];
}

/** How often the path has passed the place of each step up to there, in a loop or by goto. */
function timesOf(trace: readonly Step[]): number[] {
  const passed = new Map<string, number>();
  return trace.map((step) => {
    // One call may give back several locks, each of them once.
    const lock = step.kind === 'takes' || step.kind === 'releases' ? step.object : '';
    const key = `${step.kind} ${spot(step.place)} ${lock}`;
    const time = (passed.get(key) ?? 0) + 1;
    passed.set(key, time);
    return time;
  });
}

function timeInWords(time: number): string {
  return time === 1 ? '' : ` (${['second', 'third', 'fourth', 'fifth'][time - 2] ?? 'another'} time)`;
}

/** An allocation that went well is no news. */
const isNotZero = (atom: string) => atom === NOT_ZERO || atom === '+';

function withoutPairs(trace: Step[]): Step[] {
  const open: Step[] = [];
  for (const step of trace) {
    const taken =
      step.kind === 'releases'
        ? open.findLastIndex((before) => before.kind === 'takes' && before.object === step.object)
        : -1;
    if (taken !== -1) open.splice(taken, 1);
    else open.push(step);
  }
  return open;
}

/** Of the values that a variable was given on the way the last. */
function withoutLostValues(trace: Step[]): Step[] {
  const last = new Map<string, Step>();
  for (const step of trace) if (step.kind === 'value') last.set(step.name, step);
  return trace.filter((step) => step.kind !== 'value' || last.get(step.name) === step);
}

/** High unless the path needed an assumption. */
export function confidenceOf(exit: Pick<Exit, 'assumed'>): Confidence {
  return exit.assumed ? 'medium' : 'high';
}

export interface ExitFinding {
  report: HandlerReport;
  /** The surest path to this return. */
  exit: Exit;
  /** Every path to it that offends. */
  exits: Exit[];
  /** The offending values on all paths to this return. */
  atoms: string[];
}

/**
 * Groups offending exits by the return they leave through: one entry a return, with the surest path and every
 * offending value.
 */
export function byReturn(
  reports: HandlerReport[],
  offends: (exit: Exit, report: HandlerReport) => string[],
): ExitFinding[] {
  const found = new Map<string, ExitFinding>();
  for (const report of reports) {
    for (const exit of report.exits) {
      const atoms = offends(exit, report);
      if (!atoms.length) continue;
      const key = `${report.op}:${spot(exit.place)}`;
      const known = found.get(key);
      if (!known) found.set(key, { report, exit, exits: [exit], atoms: [...atoms] });
      else {
        known.exits.push(exit);
        known.atoms = [...new Set([...known.atoms, ...atoms])].sort();
        if (known.exit.assumed && !exit.assumed) known.exit = exit;
      }
    }
  }
  return [...found.values()];
}

/** Where the offending value of an exit was made, when it was made elsewhere. */
export function origin(found: ExitFinding): Note[] {
  const steps: Note[] = [];
  for (const atom of found.atoms) {
    const exit = [found.exit, ...found.exits].find(({ values }) => values.includes(atom));
    const place = exit?.origins[exit.values.indexOf(atom)];
    if (!place || place.start === found.exit.place.start) continue;
    if (steps.some((s) => s.place.start === place.start) || isOnTrace(found.exit.trace, place.start))
      continue;
    steps.push({ place, message: `${written(atom)} comes from here` });
  }
  return steps.slice(0, 2);
}

function isOnTrace(trace: Step[], start: number): boolean {
  return trace.some((s) => s.place.start === start && s.kind !== 'test');
}

/** The first table that uses the function for this op, for messages and keys. */
export function tableName(report: HandlerReport): string | null {
  return report.tables[0]?.name ?? null;
}

/**
 * One test goes both ways on the path: something changed in between that the analysis did not see. What a loop asks in
 * each turn may go both ways.
 */
export function contradictsItself(trace: readonly Step[]): boolean {
  const answers = new Map<string, boolean>();
  const turns = askedInTurns(trace);
  for (const step of trace)
    if (step.kind === 'test' && !turns.has(step.text)) {
      if (answers.get(step.text) === !step.truth) return true;
      answers.set(step.text, step.truth);
      if (step.settles) answers.set(step.settles.text, step.settles.truth);
    }
  return false;
}

/**
 * What was asked of a function before a lock was taken is asked again later, and answered otherwise: most likely it
 * decides about that lock, and does not change meanwhile.
 */
export function asksOtherwiseLater(trace: readonly Step[], taken: Place): boolean {
  const at = trace.findLastIndex(({ kind, place }) => kind === 'takes' && spot(place) === spot(taken));
  const turns = askedInTurns(trace);
  const answers = new Map<string, boolean>();
  for (const [index, step] of trace.entries()) {
    if (step.kind !== 'test' || !step.asksCall || turns.has(step.text)) continue;
    if (index < at) answers.set(step.text, step.truth);
    else if (answers.get(step.text) === !step.truth) return true;
  }
  return false;
}

/** The tests of which one place was passed with both answers. */
function askedInTurns(trace: readonly Step[]): ReadonlySet<string> {
  const answers = new Map<string, boolean>();
  const turns = new Set<string>();
  for (const step of trace)
    if (step.kind === 'test') {
      const at = `${spot(step.place)} ${step.part ?? ''}`;
      if (answers.get(at) === !step.truth) turns.add(step.text);
      answers.set(at, step.truth);
    }
  return turns;
}
