// SPDX-License-Identifier: GPL-2.0-only
/** `vmops/changedHandlers`: the handlers and mapping functions whose text differs from HEAD's. */
import { createHash } from 'node:crypto';
import type { FunctionDefinition } from '../../facts/model.ts';
import { Git, type RawChange } from '../../io/git/git.ts';
import { GitError } from '../../io/git/runGit.ts';
import { splitItems } from '../../syntax/items/split.ts';
import { isC, plainPlace } from '../../text/source.ts';
import { jobsOf } from '../../workspace/scope.ts';
import { locationOf } from '../places.ts';
import type { Session } from '../session/session.ts';
import type { ChangedHandler } from './protocol.ts';

/** A function that core calls, with what for. */
interface Called {
  definition: FunctionDefinition;
  op: string;
  tables: string[];
}

/** Returns them by file and place; none where git cannot answer. */
export async function changedHandlers(session: Session): Promise<ChangedHandler[]> {
  const git = await Git.at(session.base);
  const head = await git?.commit('HEAD');
  if (!git || !head) return [];
  let changes: RawChange[];
  let blobs: Map<string, Buffer>;
  try {
    changes = (await git.workTreeSince(head)).filter(({ newPath }) => newPath !== null && isC(newPath));
    blobs = await git.blobs(changes.map(({ oldBlob }) => oldBlob).filter((id) => id !== null));
    for (const path of await git.untracked())
      changes.push({ oldPath: null, newPath: path, oldBlob: null, newBlob: null });
  } catch (error) {
    if (!(error instanceof GitError)) throw error;
    return [];
  }
  const called = calledIn(session);
  const pathOf = git.pathsFrom(session.base);
  return changes.flatMap(({ newPath, oldBlob }) => {
    const path = pathOf(newPath as string);
    const own = called.get(path);
    if (!own) return [];
    const before = functionsIn(oldBlob === null ? '' : (blobs.get(oldBlob)?.toString('utf8') ?? ''));
    return own
      .filter(({ definition }) => !before.get(definition.name)?.has(textOf(definition)))
      .map(({ definition, op, tables }) => ({
        name: definition.name,
        op,
        tables,
        stamp: createHash('sha256').update(textOf(definition)).digest('hex').slice(0, 16),
        isNew: !before.has(definition.name),
        path,
        location: locationOf({ file: definition.file, ...definition.item.nameSpan }, session.base),
      }))
      .sort((a, b) => a.location.range.start.line - b.location.range.start.line);
  });
}

/** What core calls of a session, by file; who serves several ops has the first. */
function calledIn(session: Session): Map<string, Called[]> {
  const found = new Map<FunctionDefinition, Called>();
  for (const { definition, op, tables } of jobsOf(session.handlers))
    if (!found.has(definition))
      found.set(definition, { definition, op, tables: tables.map(({ name }) => name) });
  for (const { definition, tables } of session.mappings)
    if (!found.has(definition))
      found.set(definition, { definition, op: 'mmap', tables: tables.map(({ name }) => name) });
  const byFile = new Map<string, Called[]>();
  for (const one of found.values()) {
    const { path } = one.definition.file;
    byFile.set(path, [...(byFile.get(path) ?? []), one]);
  }
  return byFile;
}

function textOf({ file, item }: FunctionDefinition): string {
  const place = plainPlace({ file, start: item.start, end: item.end });
  return place.file.text.slice(place.start, place.end);
}

/** The texts of the functions of a file by their names. */
function functionsIn(text: string): Map<string, Set<string>> {
  const found = new Map<string, Set<string>>();
  for (const { kind, name, start, end } of splitItems(text)) {
    if (kind !== 'function') continue;
    const texts = found.get(name) ?? new Set();
    found.set(name, texts.add(text.slice(start, end)));
  }
  return found;
}
