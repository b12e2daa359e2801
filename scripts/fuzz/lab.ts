// SPDX-License-Identifier: GPL-2.0-only
/** Runs inputs one after another in a process of its own, so that one that hangs or dies takes nothing else with it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { lint } from '../../server/src/core/lint.ts';
import { freshSearches } from '../../server/src/io/searches.ts';
import { jsonReport } from '../../server/src/report/formats/json.ts';

/** One input: the files of a folder by their paths in it. */
export interface Case {
  files: Record<string, string>;
  /** Release to check against; null for what the files tell. */
  kernel: string | null;
}

/** What came of an input. */
export interface Outcome {
  /** Findings as `path: function: rule`. */
  findings: string[];
  /** Functions not analysed, as `function: reason`. */
  notAnalysed: string[];
  /** Files not read, as `path: reason`. */
  lost: string[];
  /** Milliseconds of processor time. */
  spent: number;
  /** Megabytes that the process holds. */
  memory: number;
  /** What was thrown, which nothing should be. */
  error: string | null;
}

async function outcomeOf({ files, kernel }: Case): Promise<Outcome> {
  const outcome: Outcome = { findings: [], notAnalysed: [], lost: [], spent: 0, memory: 0, error: null };
  const folder = mkdtempSync(join(tmpdir(), 'vmops-fuzz-'));
  const before = process.cpuUsage();
  try {
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text, 'latin1');
    }
    const result = await lint({
      paths: [folder],
      cwd: folder,
      kernel: kernel === null ? null : parseRelease(kernel),
      tree: null,
      exclude: [],
      severities: new Map(),
      contract: null,
      searches: freshSearches,
    });
    jsonReport(result);
    outcome.findings = result.findings.map(
      ({ place, function: name, rule }) => `${place.file.path}: ${name}: ${rule}`,
    );
    outcome.notAnalysed = result.notAnalysed.map(({ function: name, reason }) => `${name}: ${reason}`);
    outcome.lost = [...result.skippedFiles, ...result.badInputs].map(
      ({ path, reason }) => `${path}: ${reason}`,
    );
  } catch (error) {
    outcome.error = error instanceof Error ? `${error.stack}` : String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  const { user, system } = process.cpuUsage(before);
  outcome.spent = Math.round((user + system) / 1000);
  outcome.memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
  return outcome;
}

process.on('message', (message: Case) => {
  void outcomeOf(message).then((outcome) => process.send?.(outcome));
});

export { broken, SHAPES } from './shapes.ts';
