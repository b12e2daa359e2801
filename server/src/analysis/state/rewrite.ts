// SPDX-License-Identifier: GPL-2.0-only
/** Places of one function in the terms of another. */
import type { Loc, Sym, Symbols } from './symbols.ts';

/** How the symbols and the variables of the one stand in the other. */
export interface Rewriting {
  sym(sym: Sym): Sym;
  loc(loc: Loc): Loc;
  variable(loc: Loc, name: string, isLocal: boolean): Loc;
}

/** Returns the location that is reached the same way through what its symbols stand for. */
export function rewrittenLoc(loc: Loc, symbols: Symbols, by: Rewriting): Loc {
  const shape = symbols.locShape(loc);
  switch (shape.kind) {
    case 'variable':
      return by.variable(loc, shape.name, shape.local);
    case 'field':
      return symbols.field(by.sym(shape.of), shape.name);
    case 'part':
      return symbols.part(by.loc(shape.of), shape.name);
    case 'target':
      return symbols.target(by.sym(shape.of));
    case 'element':
      return symbols.element(by.sym(shape.of), by.sym(shape.index));
  }
}
