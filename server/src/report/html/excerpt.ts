// SPDX-License-Identifier: GPL-2.0-only
/** Lines of code around a place. */
import type { Place } from '../../text/source.ts';
import { type Html, html } from './html.ts';

/** Longer lines are cut. */
const WIDTH = 160;

/** The lines of a place with some before and behind it; the lines of the place itself are marked. */
export function excerpt(place: Place, around = 2): Html {
  const file = place.file.current;
  const start = place.file.toCurrent(place.start);
  const end = start + place.end - place.start;
  const first = file.positionAt(start).line;
  const last = Math.min(file.positionAt(Math.max(start, end - 1)).line, first + 12);
  const total = file.positionAt(file.text.length).line;
  const lines: Html[] = [];
  for (let line = Math.max(1, first - around); line <= Math.min(total, last + around); line++) {
    const from = file.offsetAt({ line, column: 1 });
    const next = line === total ? file.text.length : file.offsetAt({ line: line + 1, column: 1 });
    const text = file.text.slice(from, next).replace(/\r?\n$/, '');
    const shown = text.length > WIDTH ? `${text.slice(0, WIDTH)} …` : text;
    const isOwn = line >= first && line <= last;
    lines.push(html`<span class="${isOwn ? 'line own' : 'line'}"><b>${line}</b>${shown}
</span>`);
  }
  return html`<pre class="code">${lines}</pre>`;
}
