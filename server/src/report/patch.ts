// SPDX-License-Identifier: GPL-2.0-only
/** Edits as a patch that `git apply` takes. */
import { createTwoFilesPatch } from 'diff';
import type { Place, SourceFile } from '../text/source.ts';

interface Edit {
  place: Place;
  text: string;
}

/** Returns the text of a file with the edits in it; of two that overlap, the first in the text counts. */
export function editedText(file: SourceFile, edits: readonly Edit[]): string {
  const own = edits.map((edit, order) => ({ ...edit, order })).filter(({ place }) => place.file === file);
  own.sort((a, b) => a.place.start - b.place.start || a.place.end - b.place.end || a.order - b.order);
  let text = '';
  let at = 0;
  for (const { place, text: replacement } of own) {
    if (place.start < at) continue;
    text += file.text.slice(at, place.start) + replacement;
    at = place.end;
  }
  return text + file.text.slice(at);
}

/** Returns a unified diff of all files that the edits change, in the order of their first edit. */
export function patchOf(edits: readonly Edit[]): string {
  const files = [...new Set(edits.map(({ place }) => place.file))];
  return files
    .map((file) => {
      return filePatch(file.path, file.text, editedText(file, edits));
    })
    .join('');
}

/** Returns the unified diff of one file, empty where nothing changes. */
export function filePatch(path: string, before: string, after: string): string {
  if (before === after) return '';
  const names = [`a/${path}`, `b/${path}`] as const;
  const patch = createTwoFilesPatch(...names, before, after, undefined, undefined, { context: 3 });
  return patch.replace(/^=+\n/, `diff --git ${names[0]} ${names[1]}\n`);
}
