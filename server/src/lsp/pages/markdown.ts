// SPDX-License-Identifier: GPL-2.0-only
/** Links of the pages that an editor shows. */
import { type Link, link } from '../../report/pages/markdown.ts';
import type { Place } from '../../text/source.ts';
import { rangeOf, uriOf } from '../places.ts';

export { bullets, codeBlock, inert, paragraphs, quotation, section } from '../../report/pages/markdown.ts';

/** `[file:line](uri#Lline)`; the line counts from 1. */
export function placeLink(place: Place, base: string, text?: string): string {
  const line = rangeOf(place).start.line + 1;
  return link(text ?? `${place.file.path}:${line}`, `${uriOf(place.file.path, base)}#L${line}`);
}

/** Links into the tree at `base`. */
export function linksInto(base: string): Link {
  return (place, text) => placeLink(place, base, text);
}
