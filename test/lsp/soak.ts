// SPDX-License-Identifier: GPL-2.0-only
/** Replays random edits in a file and compares what the editor's session says with a session that starts afresh. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { checkFile } from '../../server/src/lsp/session/check.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';

export interface SoakRequest {
  /** Absolute path of a kernel tree. */
  root: string;
  /** A file of it. */
  path: string;
  edits: number;
  /** After every so many edits the two are compared. */
  every: number;
  seed: number;
}

export interface SoakResult {
  compared: number;
  /** Comparisons where there was something to find. */
  withFindings: number;
  /** Milliseconds from an edit to its findings, in order. */
  times: number[];
}

/** What is typed: words that matter to the analysis, and text that breaks the syntax. */
const PIECES = [
  '\n\treturn VM_FAULT_LOCKED;\n',
  '\n\treturn -ENOMEM;\n',
  '\n\tif (x)\n\t\treturn VM_FAULT_SIGBUS;\n',
  '{',
  '}',
  '"',
  '/*',
  '*/',
  '(',
  ';',
  '\n',
  ' x',
  '\n#ifdef CONFIG_X\n',
  '\n#endif\n',
  '\nstatic int soak_function(void)\n{\n\treturn 0;\n}\n',
];

/** Numbers that are the same for the same seed (mulberry32). */
function random(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return (((t ^ (t >>> 14)) >>> 0) % 0x7fffffff) % below;
  };
}

/** Throws at the first difference, with the text that shows it. */
export async function soak({ root, path, edits, every, seed }: SoakRequest): Promise<SoakResult> {
  const next = random(seed);
  const original = readFileSync(join(root, path), 'utf8');
  const live = await started(root, path, original);
  const result: SoakResult = { compared: 0, withFindings: 0, times: [] };
  let text = original;
  let undo: string[] = [];
  for (let count = 1; count <= edits; count++) {
    // Broken text is mended again, so that most of the time there is something to analyse.
    if (undo.length > 3 || (undo.length > 0 && next(3) === 0)) text = undo.pop() as string;
    else {
      undo.push(text);
      text = edited(text, next);
    }
    if (next(40) === 0) {
      text = original;
      undo = [];
    }
    const begin = performance.now();
    live.setText(path, text);
    const found = await summary(live, path);
    result.times.push(performance.now() - begin);
    if (count % every !== 0) continue;
    const fresh = await started(root, path, text);
    await live.loadDefinitions(path, new AbortController().signal);
    const now = await summary(live, path);
    const wanted = await summary(fresh, path);
    result.compared++;
    if (wanted.length > 0) result.withFindings++;
    if (now.join('\n') !== wanted.join('\n') || found.length > wanted.length + 20)
      throw new Error(`edit ${count} of seed ${seed}: ${JSON.stringify({ now, wanted })}\n${text}`);
  }
  return result;
}

function edited(text: string, next: (below: number) => number): string {
  const at = next(text.length + 1);
  switch (next(3)) {
    case 0:
      return text.slice(0, at) + text.slice(at + 1 + next(12));
    case 1:
      return text.slice(0, at) + PIECES[next(PIECES.length)] + text.slice(at);
    default: {
      // Behind the opening brace of some body, where it does the most.
      const brace = text.indexOf('\n{\n', at);
      const where = brace === -1 ? at : brace + 3;
      return `${text.slice(0, where)}${PIECES[next(3)]}${text.slice(where)}`;
    }
  }
}

async function started(root: string, path: string, text: string): Promise<Session> {
  const session = new Session(root, true, readSettings({}));
  const { signal } = new AbortController();
  await session.load(signal, () => {});
  session.setText(path, text);
  await session.loadDefinitions(path, signal);
  return session;
}

async function summary(session: Session, path: string): Promise<string[]> {
  const findings = await checkFile(session, path);
  return findings.map(({ place, rule, message, path: steps }) => {
    const { line, column } = place.file.positionAt(place.start);
    const lines = steps.map((one) => one.place.file.positionAt(one.place.start).line);
    return `${line}:${column} ${rule} ${message} (${lines.join()})`;
  });
}
