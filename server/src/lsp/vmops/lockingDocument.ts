// SPDX-License-Identifier: GPL-2.0-only
/** `vmops/lockingDocument`: where the tree's locking document describes the op under the cursor. */
import type { DocumentedOp } from '../../contracts/model.ts';
import type { Place } from '../../text/source.ts';
import { jobsOf } from '../../workspace/scope.ts';
import type { CursorPosition } from '../cursor/cursorPosition.ts';
import { targetAt } from '../cursor/target.ts';
import { jobsNamed } from '../pages/handler.ts';
import { locationOf, offsetOf } from '../places.ts';
import type { DocumentPlace } from './protocol.ts';

/** Returns the place for the op at the cursor: an op, a handler, or whatever stands inside of a handler. */
export function lockingDocument(cursor: CursorPosition): DocumentPlace {
  const op = opAt(cursor);
  const { kernel, base } = cursor.session;
  const { document } = kernel;
  const place = placeOf(op === null ? undefined : document.get(op)) ?? firstPlace([...document.values()]);
  return { op, location: place && locationOf(place, base) };
}

function opAt(cursor: CursorPosition): string | null {
  const { session, path, position } = cursor;
  const target = targetAt(session, path, position);
  if (target?.kind === 'op') return target.op;
  if (target?.kind === 'handler') {
    const op = jobsNamed(target.name, path, session)[0]?.op;
    if (op !== undefined) return op;
  }
  const facts = session.file(path);
  if (!facts) return null;
  const at = offsetOf(facts.file, position);
  const around = jobsOf(session.handlers).find(
    ({ definition: { file, item } }) => file === facts.file && item.start <= at && at <= item.end,
  );
  return around?.op ?? null;
}

/** A paragraph explains, a row of the table sums up, a prototype is only named. */
function placeOf(documented: DocumentedOp | undefined): Place | null {
  if (!documented) return null;
  return documented.paragraphs[0]?.place ?? documented.row?.place ?? documented.prototype?.place ?? null;
}

function firstPlace(documented: readonly DocumentedOp[]): Place | null {
  const places = documented.flatMap(({ prototype, row }) => [prototype?.place, row?.place]);
  const known = places.filter((place) => place !== undefined);
  return known.length === 0 ? null : known.reduce((first, one) => (one.start < first.start ? one : first));
}
