// SPDX-License-Identifier: GPL-2.0-only
// How correct code is written in another way, by edits that change nothing about what it does: no rule may report
// anything that it did not report before. An edit has
//   name   what it does, for the report
//   on     `handler` (of one of `ops`), `callee`, `table` or `mapping`
//   edit   returns the rewritten texts; none where the meaning would change or nothing would compile
import { additions } from './rewrites/additions.mjs';
import { branches } from './rewrites/branches.mjs';
import { functions } from './rewrites/functions.mjs';
import { names } from './rewrites/names.mjs';
import { tables } from './rewrites/tables.mjs';

export const rewrites = [...names, ...functions, ...branches, ...additions, ...tables];
