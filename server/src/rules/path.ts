/** Words and related places that rules share. */
import type { Exit, HandlerReport, Step } from '../analysis/report.ts';
import type { Confidence, Related } from '../findings/finding.ts';

/** A finding shows at most this many steps of its path. */
const MOST_STEPS = 6;

/** Fault code atoms as the source writes them: `VM_FAULT_LOCKED | VM_FAULT_MAJOR`, `0`, `-ENOMEM`. */
export function written(atom: string): string {
  if (atom === '-E?') return 'a negative errno';
  if (!/^[A-Z]/.test(atom)) return atom;
  return atom
    .split('|')
    .map((bit) => `VM_FAULT_${bit}`)
    .join(' | ');
}

/** `a`, `a or b`, `a, b or c`. */
export function either(words: string[]): string {
  const unique = [...new Set(words)];
  if (unique.length < 2) return unique.join('');
  return `${unique.slice(0, -1).join(', ')} or ${unique.at(-1)}`;
}

/** The steps of a path that explain it best: what set the value, locks, and the last tests before the end. */
export function pathTo(trace: Step[], extra: Step[] = []): Related[] {
  const tests = trace.filter(isTest);
  const wanted = new Set([...trace.filter((s) => !isTest(s)), ...tests.slice(-2)]);
  const steps = [...trace.filter((s) => wanted.has(s)), ...extra];
  return steps.slice(-MOST_STEPS).map(({ place, message }) => ({
    place,
    message: message.replaceAll('-E?', written('-E?')),
  }));
}

/** As `pathTo`, for a finding about a value: the locks taken on the way do not explain it. */
export function valuePathTo(trace: Step[], extra: Step[] = []): Related[] {
  return pathTo(
    trace.filter((step) => !isLockStep(step)),
    extra,
  );
}

/** As `pathTo`, for a call or a store: neither a result set before nor a lock given back before explains it. */
export function wayTo(trace: Step[], extra: Step[] = []): Related[] {
  const open: Step[] = [];
  for (const step of trace) {
    const released = LOCK_STEP.exec(step.message);
    const taken =
      released?.[1] === 'releases'
        ? open.findLastIndex((one) => LOCK_STEP.exec(one.message)?.[2] === released[2])
        : -1;
    if (taken !== -1) open.splice(taken, 1);
    else if (!step.message.includes(' becomes ')) open.push(step);
  }
  return pathTo(open, extra);
}

const LOCK_STEP = /^\w+\(\) (takes|releases) (.*)$/;
const isLockStep = (s: Step) => LOCK_STEP.test(s.message);
const isTest = (s: Step) => /` is (true|false)$/.test(s.message);

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
      const key = `${report.op}:${exit.place.file.path}:${exit.place.start}`;
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
export function origin(found: ExitFinding): Step[] {
  const steps: Step[] = [];
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
  return trace.some((s) => s.place.start === start && !isTest(s));
}

/** The first table that uses the function for this op, for messages and keys. */
export function tableName(report: HandlerReport): string | null {
  return report.tables[0]?.name ?? null;
}
