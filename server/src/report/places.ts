// SPDX-License-Identifier: GPL-2.0-only
/** Places as reports print them. */
import type { Place, Position } from '../text/source.ts';

/** A range with lines and columns from 1; `end` is the first position after it. */
export interface PrintedRange {
  start: Position;
  end: Position;
}

/** Returns the printed range of a place. */
export function printedRange(place: Place): PrintedRange {
  return { start: place.file.positionAt(place.start), end: place.file.positionAt(place.end) };
}

/** Returns `file:line:column` of a place; `display` turns the stored path into the printed one. */
export function printedPlace(place: Place, display: (path: string) => string): string {
  const { line, column } = place.file.positionAt(place.start);
  return `${display(place.file.path)}:${line}:${column}`;
}
