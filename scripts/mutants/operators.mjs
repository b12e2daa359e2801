// SPDX-License-Identifier: GPL-2.0-only
// What is broken, by rule. An operator edits one function or table:
//   rule   the rule that has to report it
//   name   what the edit does, for the report
//   on     `handler` (of one of `ops`), `callee` (of such a handler), `table`, or `mapping` (a function that maps)
//   where  whether the edit breaks this one: gets { text, op, name, members, handlers, mappings }; true when absent
//   edit   returns the mutated texts
// `members` are the ops of the table (of the first table that uses a handler), `handlers` the texts of its handlers,
// `mappings` those of the functions that map with it.
import { callees } from './operators/callees.mjs';
import { context } from './operators/context.mjs';
import { locks } from './operators/locks.mjs';
import { mappings } from './operators/mappings.mjs';
import { pages } from './operators/pages.mjs';
import { results } from './operators/results.mjs';
import { setups } from './operators/setups.mjs';
import { tables } from './operators/tables.mjs';

export const operators = [
  ...tables,
  ...results,
  ...pages,
  ...context,
  ...locks,
  ...callees,
  ...mappings,
  ...setups,
];
