/** Lints a large tree in two threads, each half of the tables, and joins what they say. */
import { existsSync, statSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';
import { Worker } from 'node:worker_threads';
import { lint } from '../core/lint.ts';
import type { LintRequest, LintResult, NotAnalysed, NotFound } from '../core/request.ts';
import { sortAndDedupe } from '../findings/order.ts';
import { type HalfRequest, type HalfResult, isInHalf, revive } from './halfMessages.ts';

/** With fewer files than this a second thread costs more than it gives. */
const WORTH_IT = 60;

/** The bundle of the second thread lies beside this one's. */
const WORKER = join(__dirname, 'half.cjs');

/** As `lint`, with the same result whatever number of threads. Throws what it throws. */
export async function lintInHalves(request: LintRequest): Promise<LintResult> {
  if (availableParallelism() < 2 || !existsSync(WORKER) || !namesFolder(request)) return lint(request);
  const { onProgress, ...plain } = request;
  const other = new Other();
  let mine: ReturnType<typeof isInHalf> | undefined;
  try {
    const result = await lint({
      ...request,
      onCandidates(candidates) {
        if (candidates.length < WORTH_IT) return;
        mine = isInHalf(0, candidates);
        other.start({ request: plain, candidates });
      },
      concerns: (table, isNamed) => (mine ? mine(table, isNamed) : isNamed),
    });
    if (!mine) return result;
    const half = await other.result();
    // A thread that failed leaves its half undone: all of it is done again here.
    return half ? joined(result, half) : lint(request);
  } finally {
    other.stop();
  }
}

/** A lint of single files is over before a second thread is ready. */
function namesFolder({ paths, cwd }: LintRequest): boolean {
  return paths.some(
    (path) => statSync(resolve(cwd, path), { throwIfNoEntry: false })?.isDirectory() ?? false,
  );
}

/** The other thread. It is started at once, so that it is ready when the files are known. */
class Other {
  readonly #worker = new Worker(WORKER);
  readonly #answer: Promise<HalfResult | null>;

  constructor() {
    this.#answer = new Promise((resolve) => {
      this.#worker.once('message', resolve);
      this.#worker.once('error', () => resolve(null));
      this.#worker.once('exit', () => resolve(null));
    });
  }

  start(request: HalfRequest): void {
    this.#worker.postMessage(request);
  }

  result(): Promise<HalfResult | null> {
    return this.#answer;
  }

  stop(): void {
    void this.#worker.terminate();
  }
}

function joined(first: LintResult, half: HalfResult): LintResult {
  const second = revive(half, (path) => first.program.files.get(path)?.file);
  const findings = sortAndDedupe([...first.findings, ...second.findings]);
  const suppressed = sortAndDedupe([...first.suppressed, ...second.suppressed]);
  const notFound = [...first.notFound, ...half.notFound].sort(byPlace);
  const notAnalysed = [...first.notAnalysed];
  for (const gap of half.notAnalysed) {
    if (!notAnalysed.some((g) => g.file === gap.file && g.line === gap.line)) notAnalysed.push(gap);
  }
  const skippedFiles = [...first.skippedFiles];
  for (const skipped of half.skippedFiles) {
    if (!skippedFiles.some((s) => s.path === skipped.path)) skippedFiles.push(skipped);
  }
  const handlers = first.summary.handlers + half.handlers;
  return {
    ...first,
    findings,
    suppressed,
    notFound,
    notAnalysed: notAnalysed.sort(byPlace),
    skippedFiles,
    summary: {
      ...first.summary,
      files: new Set([...first.program.files.keys(), ...half.files]).size,
      tables: first.summary.tables + half.tables,
      handlers,
      resolved: handlers - notFound.length,
      unresolved: notFound.length,
      skipped: skippedFiles.length,
      notAnalysed: notAnalysed.length,
      suppressed: suppressed.length,
    },
  };
}

function byPlace(a: NotAnalysed | NotFound, b: NotAnalysed | NotFound): number {
  return a.file < b.file ? -1 : a.file > b.file ? 1 : a.line - b.line;
}
