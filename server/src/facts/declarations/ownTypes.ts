// SPDX-License-Identifier: GPL-2.0-only
/** Names that a module gives to types by itself, for kernels that have none of that name. */
import type { SourceFile } from '../../text/source.ts';
import type { FileFacts, Program } from '../model.ts';

/** Says whether a file, or a loaded one that it includes, may give the name its own meaning. */
export function mayMakeType(name: string, from: SourceFile, program: Program): boolean {
  const own = program.files.get(from.path);
  if (own === undefined) return false;
  if (makes(own, name)) return true;
  const quoted = own.items.filter(
    (item) => item.kind === 'include' && isQuoted(from.text, item.nameSpan.start),
  );
  if (quoted.length === 0) return false;
  const headers = [...program.files.values()].filter((facts) => facts.file.path.endsWith('.h'));
  // A header of the module that was not read may do it.
  return quoted.some(({ name: path }) => {
    const end = `/${path.slice(path.lastIndexOf('/') + 1)}`;
    const read = headers.filter((facts) => `/${facts.file.path}`.endsWith(end));
    return read.length === 0 || read.some((facts) => makes(facts, name));
  });
}

function makes({ items }: FileFacts, name: string): boolean {
  return items.some((item) => item.name === name && (item.kind === 'type' || item.kind === 'define'));
}

const isQuoted = (text: string, at: number) => text[at - 1] === '"';
