// SPDX-License-Identifier: GPL-2.0-only
/** Places of what graphs tell. */
import type { SourceFile, Span } from '../../../text/source.ts';
import type { Called } from '../../cfg/called.ts';

/** A part of a file, as reports have it. */
export const placeOf = ({ start, end }: Span, file: SourceFile) => ({ file, start, end });

/** A call with its place, as reports have it. */
export const callAt = (one: Called, file: SourceFile) => ({ place: placeOf(one, file), by: callOf(one.by) });

/** `put_page` → `put_page()`; what is no call stays. */
export const callOf = (name: string) => (name.includes(' ') ? name : `${name}()`);
