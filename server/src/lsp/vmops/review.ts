// SPDX-License-Identifier: GPL-2.0-only
/** Reviews of patches and of the user's change, for an editor: what `vmops review` and `vmops lint --diff` print. */
import { type CancellationToken, type Connection, LSPErrorCodes, ResponseError } from 'vscode-languageserver';
import { formatRelease } from '../../contracts/release.ts';
import type { Finding } from '../../findings/finding.ts';
import { headline } from '../../findings/headline.ts';
import { Git } from '../../io/git/git.ts';
import { type CommandRun, runOwnCommand } from '../../io/ownCommand.ts';
import { findTreeRoot } from '../../io/tree.ts';
import type { Settings } from '../session/settings.ts';
import { pathOfUri, uriOfPath } from '../uris.ts';
import { checked } from './params.ts';
import {
  CHANGE,
  type ChangeFinding,
  type ChangeFindings,
  type ChangeParams,
  type PatchReply,
  REVIEW_PATCH,
  type ReviewPatchParams,
} from './protocol.ts';

/** Answers on a connection; `settings` gives the client's as they are now. */
export function listenForReviews(connection: Connection, settings: () => Settings): void {
  connection.onRequest(REVIEW_PATCH, (params: ReviewPatchParams, token) =>
    reviewPatch(params, settings(), token),
  );
  connection.onRequest(CHANGE, (params: ChangeParams, token) => changeFindings(params, settings(), token));
}

async function reviewPatch(
  params: ReviewPatchParams,
  settings: Settings,
  token: CancellationToken,
): Promise<PatchReply> {
  const { folder, text, uri } = checked(REVIEW_PATCH, params, {
    folder: 'a string',
    text: 'a string or null',
    uri: 'a string',
  });
  const cwd = pathOfUri(folder);
  const file = text === null ? pathOfUri(uri) : '-';
  if (cwd === null || file === null)
    return { reply: '', problems: ['only files and folders of this machine can be reviewed'] };
  const args = ['review', '--format', 'mail', ...optionsOf(settings), '--', file];
  const { stdout, problems } = await run(args, cwd, text ?? '', token);
  return { reply: stdout, problems };
}

async function changeFindings(
  params: ChangeParams,
  settings: Settings,
  token: CancellationToken,
): Promise<ChangeFindings> {
  const { folder } = checked(CHANGE, params, { folder: 'a string' });
  const cwd = pathOfUri(folder);
  if (cwd === null) return { findings: [], problems: ['only a folder of this machine can be looked at'] };
  const root = findTreeRoot(cwd) ?? (await Git.at(cwd))?.top ?? cwd;
  const args = ['lint', '--diff', 'HEAD', '--format', 'json', '--severity', 'warning'];
  const { stdout, problems } = await run([...args, ...optionsOf(settings)], root, '', token);
  const report = stdout === '' ? { findings: [] } : (JSON.parse(stdout) as { findings: JsonFinding[] });
  return { findings: report.findings.map((finding) => toFinding(finding, root)), problems };
}

/** A finding of the JSON report, as far as it is needed here. */
interface JsonFinding extends Pick<ChangeFinding, 'rule' | 'severity' | 'message' | 'op' | 'function'> {
  says: Finding['says'];
  file: string;
  fix: Finding['fix'];
  range: Record<'start' | 'end', { line: number; column: number }>;
}

function toFinding(finding: JsonFinding, root: string): ChangeFinding {
  const { rule, severity, op, file, range } = finding;
  const position = ({ line, column }: { line: number; column: number }) => ({
    line: line - 1,
    character: column - 1,
  });
  const location = {
    uri: uriOfPath(`${root}/${file}`),
    range: { start: position(range.start), end: position(range.end) },
  };
  return { rule, severity, message: headline(finding), op, function: finding.function, path: file, location };
}

/** The client's settings as options of the command. */
function optionsOf({ kernel, contract, severities, exclude }: Settings): string[] {
  return [
    ...(kernel === null ? [] : ['--kernel', formatRelease(kernel)]),
    ...(contract === null ? [] : ['--contract', contract]),
    ...[...severities].flatMap(([rule, severity]) => ['--rule', `${rule}=${severity}`]),
    ...exclude.flatMap((pattern) => ['--exclude', pattern]),
  ];
}

/** Runs the command; what it complains of, without its own name in front. Throws when the user cancels. */
async function run(
  args: readonly string[],
  cwd: string,
  input: string,
  token: CancellationToken,
): Promise<{ stdout: string; problems: string[] }> {
  const stop = new AbortController();
  const listening = token.onCancellationRequested(() => stop.abort());
  let told: CommandRun;
  try {
    told = await runOwnCommand(args, { cwd, input, signal: stop.signal });
  } finally {
    listening.dispose();
  }
  if (token.isCancellationRequested)
    throw new ResponseError(LSPErrorCodes.RequestCancelled, 'cancelled by the user');
  const lines = told.stderr.split('\n').filter((line) => line.trim() !== '');
  const problems = lines.map((line) => line.replace(/^vmops: /, ''));
  if (told.code === null && problems.length === 0) problems.push('the command ended early');
  return { stdout: told.code === 0 || told.code === 1 || told.stdout !== '' ? told.stdout : '', problems };
}
