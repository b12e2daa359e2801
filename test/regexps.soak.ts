// SPDX-License-Identifier: GPL-2.0-only
/** No regular expression of the program backtracks without end. */
import { checkSync } from 'recheck';
import { expect, test } from 'vitest';
import { regexpsIn } from '../scripts/regexps.mjs';
import { projectRoot } from './cli/vmops.ts';

process.env.RECHECK_BACKEND = 'pure';
/** Milliseconds that one may be thought about; what is not decided by then is left to the inputs of a megabyte. */
const THOUGHT = 100;

test('a search that takes exponential or cubic time is found', () => {
  expect(checkSync('^(a|a)*$', '').status).toBe('vulnerable');
});

test('no expression takes exponential time, or more than the square of its text', () => {
  const bad = regexpsIn(projectRoot, ['server/src', 'client/src']).filter(({ source, flags }) => {
    const found = checkSync(source, flags, { timeout: THOUGHT });
    if (found.status !== 'vulnerable') return false;
    const { complexity } = found;
    return complexity?.type === 'exponential' || (complexity?.type === 'polynomial' && complexity.degree > 2);
  });
  expect(bad.map(({ place, source }) => `${place}: ${source}`)).toEqual([]);
}, 300_000);
