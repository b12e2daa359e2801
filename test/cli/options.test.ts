// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { checkRule, parseKernel, parseSeverities } from '../../server/src/cli/options/options.ts';
import { suggestion } from '../../server/src/text/suggest.ts';

const ids = ['unknown-op', 'pfn-mkwrite-return'];

test('releases', () => {
  expect(parseKernel('6.12')).toEqual({ major: 6, minor: 12, patch: 0 });
  expect(parseKernel('v2.6.32')).toEqual({ major: 2, minor: 6, patch: 32 });
  expect(() => parseKernel('2.6.11')).toThrow('--kernel 2.6.11: the oldest release known is 2.6.12');
  expect(() => parseKernel('9.9', '--target')).toThrow('--target 9.9: the newest release known is 7.1');
  expect(() => parseKernel('latest')).toThrow('--kernel latest: not a release (write it as 6.12 or 2.6.32)');
});

test('severities; the last one wins', () => {
  expect(parseSeverities(['unknown-op=off', 'unknown-op=warning'], ids)).toEqual(
    new Map([['unknown-op', 'warning']]),
  );
});

test('wrong severities say what was meant', () => {
  expect(() => parseSeverities(['unknown-op'], ids)).toThrow('--rule unknown-op: write it as RULE=SEVERITY');
  expect(() => parseSeverities(['unknwon-op=off'], ids)).toThrow(
    '--rule unknwon-op=off: no rule named unknwon-op (did you mean unknown-op?)',
  );
  expect(() => parseSeverities(['unknown-op=warn'], ids)).toThrow(
    '--rule unknown-op=warn: no severity named warn; expected one of error, warning, information, off',
  );
});

test('an unknown rule far from any gets no suggestion', () => {
  expect(() => checkRule('pfn-mkwrite-retrun', ids)).toThrow(
    'no rule named pfn-mkwrite-retrun (did you mean pfn-mkwrite-return?)',
  );
  expect(() => checkRule('zzz', ids)).toThrow('no rule named zzz; "vmops rules" lists them');
  expect(suggestion('zzz', ids)).toBe('');
});
