// SPDX-License-Identifier: GPL-2.0-only
/** Words of the kernel that are attributes: they say something to the compiler and nothing about values. */
import attributes from '../../../../grammars/macros/attributes.json';

/** Those that stand alone, as `__user` does. */
export const BARE_ATTRIBUTES: ReadonlySet<string> = new Set(attributes.bare);
/** Those whose argument is a function that runs at the end of the scope. */
export const CLEANUPS: ReadonlySet<string> = new Set(attributes.cleanup);
/** Those that take arguments, the cleanups among them. */
export const CALLED_ATTRIBUTES: ReadonlySet<string> = new Set([...attributes.call, ...attributes.cleanup]);
/** Macros before a declaration that stand for a storage class. */
export const STORAGE_MACROS: readonly string[] = attributes.storage;
