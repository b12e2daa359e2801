// SPDX-License-Identifier: GPL-2.0-only
/** Loads headers beside the files under lint that have the macros which these call. */
import { posix } from 'node:path';
import { comparedNames } from '../analysis/lower/comparedNames.ts';
import type { FileFacts, Program } from '../facts/model.ts';
import { isSkipped } from '../io/read.ts';
import { splitItems } from '../syntax/items/split.ts';
import type { SourceFile } from '../text/source.ts';
import type { Workspace } from './workspace.ts';

/**
 * Reads the headers, included by name from their own folder, that define a macro for a name which has no definition so
 * far, or say of one that is compared how many pages it has. Returns their paths.
 */
export function loadMacroHeaders(workspace: Workspace, from: Iterable<FileFacts>): string[] {
  const { program } = workspace;
  const seen = new Set<string>();
  const added: string[] = [];
  const compared = comparedIn(workspace);
  for (const facts of from) {
    const sizes = [...(compared.get(facts.file.path) ?? [])].filter((name) => isUnread(name, facts, program));
    for (const path of headersOfSizes(workspace, facts, sizes))
      if (workspace.readFile(path) === null) added.push(path);
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
export function quotedIncludes({ file, items }: Pick<FileFacts, 'file' | 'items'>): string[] {
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

/**
 * Of the headers that a file includes by name those that say of one of the names how many pages it has; where it stands
 * in a header of a header, both.
 */
function headersOfSizes(workspace: Workspace, facts: FileFacts, names: readonly string[]): Set<string> {
  const found = new Set<string>();
  const saysSize = ({ text }: SourceFile) => names.some((name) => definesSize(text, name));
  for (const path of names.length > 0 ? quotedIncludes(facts) : []) {
    const header = workspace.peek(path);
    if (isSkipped(header)) continue;
    if (saysSize(header)) found.add(path);
    for (const inner of quotedIncludes({ file: header, items: splitItems(header.text) })) {
      const next = workspace.peek(inner);
      if (!isSkipped(next) && saysSize(next)) found.add(path).add(inner);
    }
  }
  for (const path of found) if (workspace.program.files.has(path)) found.delete(path);
  return found;
}

/** A size that is made of that of a page: what is compared with it counts pages, or bytes. */
function definesSize(text: string, name: string): boolean {
  return [' ', '\t'].some((blank) => {
    const [, after] = text.split(`#define ${name}${blank}`, 2);
    return after?.split('\n', 1)[0]?.includes('PAGE_') === true;
  });
}

const isUnread = (name: string, { file }: FileFacts, program: Program) =>
  program.macrosNamed(name, file).length === 0 && program.constantNamed(name, file) === null;

/** By the paths of the files the names in capitals that functions under analysis compare something with. */
function comparedIn({ context }: Workspace): ReadonlyMap<string, ReadonlySet<string>> {
  const found = new Map<string, Set<string>>();
  for (const [{ file }, graphs] of context.graphs)
    for (const graph of graphs)
      for (const name of comparedNames(graph)) {
        const names = found.get(file.path) ?? new Set();
        found.set(file.path, names.add(name));
      }
  return found;
}
