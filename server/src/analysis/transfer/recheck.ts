// SPDX-License-Identifier: GPL-2.0-only
/** Whether a page is looked at again once it is locked: page->mapping decides something, it is not only read. */
import type { CallInstruction, Pure } from '../cfg/cfg.ts';
import type { Frame } from '../engine/frame.ts';
import type { State } from '../state/state.ts';
import type { Sym, Symbols } from '../state/symbols.ts';

/** A test, or a value that is handed back to be tested, may compare the mapping of a page under its lock. */
export function recheck(x: Frame, e: Pure, state: State): void {
  if (isOpen(x, state) && decidesByMapping(x, e, state)) state.truncation = 'yes';
}

/** An opaque callee that is given the mapping may compare it. */
export function recheckInCall(x: Frame, i: CallInstruction, state: State): void {
  // What a callee only hands on it has not looked at.
  if (x.depth > 0 || !isOpen(x, state)) return;
  if (i.callee.k === 'name' && x.context.helpers.has(i.callee.name)) return;
  const { symbols } = x.context;
  if (i.args.some((arg) => isMapping(x.evaluator.value(arg, state), symbols, false)))
    state.truncation = 'unknown';
}

/** A callee does not see the lock that its caller holds. */
function isOpen(x: Frame, state: State): boolean {
  return state.truncation === 'no' && (x.depth > 0 || (state.locks.size > 0 && holdsPage(state)));
}

function holdsPage(state: State): boolean {
  for (const lock of state.locks.values()) if (lock.kind === 'page') return true;
  return false;
}

function decidesByMapping(x: Frame, e: Pure, state: State): boolean {
  if (e.k === 'unary' && e.op === '!') return decidesByMapping(x, e.of, state);
  if (e.k === 'binary' && (e.op === '==' || e.op === '!=') && (isMember(e.left) || isMember(e.right)))
    return true;
  return isMember(e) || isDecision(x.evaluator.value(e, state), x.context.symbols);
}

/** `page->mapping`, `folio->mapping->host`. */
function isMember(e: Pure): boolean {
  if (e.k !== 'member') return false;
  return e.field === 'mapping' || (e.field === 'host' && isMember(e.object));
}

/** The mapping itself, where NULL says that the page is gone, or a comparison of it or of the inode that it belongs to. */
function isDecision(sym: Sym, symbols: Symbols): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'binary' && (shape.op === '==' || shape.op === '!='))
    return isMapping(shape.left, symbols) || isMapping(shape.right, symbols);
  if (shape.kind === 'pure' && shape.name === '!' && shape.operands[0] !== undefined)
    return isDecision(shape.operands[0], symbols);
  return isMapping(sym, symbols);
}

function isMapping(sym: Sym, symbols: Symbols, orOwner = true): boolean {
  const shape = symbols.shape(sym);
  if (shape.kind === 'pure') return GETTERS.has(shape.name);
  const loc = shape.kind === 'initial' ? symbols.locShape(shape.loc) : null;
  if (loc?.kind !== 'field') return false;
  return loc.name === 'mapping' || (orOwner && loc.name === 'host' && isMapping(loc.of, symbols));
}

/** They give the mapping of a page, or the inode that it belongs to. */
const GETTERS = new Set([
  'folio_mapping',
  'page_mapping',
  'folio_inode',
  'page_file_mapping',
  'folio_file_mapping',
]);
