// SPDX-License-Identifier: GPL-2.0-only
/** Loads headers beside the files under lint that have the macros which these call. */
import { posix } from 'node:path';
import type { FileFacts } from '../facts/model.ts';
import { isSkipped } from '../io/read.ts';
import type { Workspace } from './workspace.ts';

/**
 * Reads the headers, included by name from their own folder, that define a macro for a name which has no definition so
 * far. Returns their paths.
 */
export function loadMacroHeaders(workspace: Workspace, from: Iterable<FileFacts>): string[] {
  const { program } = workspace;
  const seen = new Set<string>();
  const added: string[] = [];
  for (const facts of from) {
    const wanted = [...program.wanted].filter(([, askers]) => askers.has(facts.file)).map(([name]) => name);
    if (wanted.length === 0) continue;
    for (const path of quotedIncludes(facts)) {
      if (seen.has(path) || program.files.has(path)) continue;
      seen.add(path);
      const header = workspace.peek(path);
      if (isSkipped(header) || !wanted.some((name) => definesMacro(header.text, name))) continue;
      if (workspace.readFile(path) === null) added.push(path);
    }
  }
  return added;
}

/** The paths that a file includes by `"name"`, as if all stood beside it. */
export function quotedIncludes({ file, items }: FileFacts): string[] {
  return items
    .filter(
      ({ kind, name, nameSpan }) =>
        kind === 'include' && name !== '' && file.text[nameSpan.start - 1] === '"',
    )
    .map(({ name }) => posix.normalize(posix.join(posix.dirname(file.path), name)));
}

function definesMacro(text: string, name: string): boolean {
  return text.includes(`#define ${name}(`) || text.includes(`#define\t${name}(`);
}
