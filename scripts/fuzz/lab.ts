// SPDX-License-Identifier: GPL-2.0-only
/** Runs inputs one after another in a process of its own, so that one that hangs or dies takes nothing else with it. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createTwoFilesPatch } from 'diff';
import { ConfigError } from '../../server/src/config/config.ts';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { docsCheck } from '../../server/src/core/docsCheck.ts';
import { lint } from '../../server/src/core/lint.ts';
import { freshSearches } from '../../server/src/io/search/searches.ts';
import { MailError } from '../../server/src/mail/model.ts';
import { readMails } from '../../server/src/mail/read.ts';
import { applyHunks, isApplied } from '../../server/src/patch/apply.ts';
import { PatchError } from '../../server/src/patch/model.ts';
import { parsePatch } from '../../server/src/patch/parse.ts';
import { jsonReport } from '../../server/src/report/formats/json.ts';

/** One input: the files of a folder by their paths in it. */
export interface Case {
  files: Record<string, string>;
  /** Release to check against; null for what the files tell. */
  kernel: string | null;
  /** A mail or mbox that is read, with its patches applied to a text that they do not fit; instead of a lint. */
  mail?: string;
  /** A text and what becomes of it: the patch between them has to make the one of the other; instead of a lint. */
  change?: { before: string; after: string; context: number };
  /** The documents of the tree are held against its headers, too. */
  documents?: boolean;
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

async function outcomeOf({ files, kernel, mail, change, documents }: Case): Promise<Outcome> {
  const outcome: Outcome = { findings: [], notAnalysed: [], lost: [], spent: 0, memory: 0, error: null };
  const folder = mkdtempSync(join(tmpdir(), 'vmops-fuzz-'));
  const before = process.cpuUsage();
  try {
    if (mail !== undefined) await readMail(mail);
    if (change !== undefined) outcome.error = mistakeOf(change);
    for (const [path, text] of Object.entries(files)) {
      mkdirSync(dirname(join(folder, path)), { recursive: true });
      writeFileSync(join(folder, path), text, 'latin1');
    }
    if (mail !== undefined || change !== undefined) return outcome;
    if (documents) await docsCheck({ path: folder, cwd: folder, kernel: null, severities: new Map() });
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
    // Mistakes that are told as such.
    const isTold = [ConfigError, MailError, PatchError].some((kind) => error instanceof kind);
    if (isTold) outcome.lost.push(String(error));
    else outcome.error = error instanceof Error ? `${error.stack}` : String(error);
  } finally {
    rmSync(folder, { recursive: true, force: true });
    const { user, system } = process.cpuUsage(before);
    outcome.spent = Math.round((user + system) / 1000);
    outcome.memory = Math.round(process.memoryUsage().rss / 1024 / 1024);
  }
  return outcome;
}

async function readMail(mail: string): Promise<void> {
  const { mails } = await readMails(Buffer.from(mail, 'latin1'));
  for (const { message } of mails) {
    for (const { hunks } of parsePatch(message?.text ?? mail))
      applyHunks('static int a;\n{\n}\n'.repeat(50), hunks, 2);
  }
}

/** What is wrong with what a patch makes; null where it is what the patch was made of. */
function mistakeOf({ before, after, context }: NonNullable<Case['change']>): string | null {
  const patch = createTwoFilesPatch('a/odd.c', 'b/odd.c', before, after, '', '', { context });
  if (before === after) return null;
  const [file, ...others] = parsePatch(patch);
  if (file === undefined || others.length > 0) return `read as ${others.length + (file ? 1 : 0)} files`;
  const applied = applyHunks(before, file.hunks, 0);
  if (!isApplied(applied)) return `hunk ${applied.hunk} has no place`;
  return applied.text === after ? null : 'makes another text';
}

process.on('message', (message: Case) => {
  void outcomeOf(message).then((outcome) => process.send?.(outcome));
});

export { broken, SHAPES } from './shapes.ts';
