// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, it } from 'vitest';
import { readMakefileRelease } from '../../server/src/contracts/makefile.ts';

describe('readMakefileRelease', () => {
  it('reads a stable release', () =>
    expect(
      readMakefileRelease('# SPDX\nVERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 117\nEXTRAVERSION =\nNAME = X\n'),
    ).toEqual({
      release: { major: 6, minor: 12, patch: 117 },
      extra: '',
    }));
  it('reads a release candidate, and CRLF', () =>
    expect(
      readMakefileRelease('VERSION = 7\r\nPATCHLEVEL = 1\r\nSUBLEVEL = 0\r\nEXTRAVERSION = -rc3\r\n'),
    ).toEqual({
      release: { major: 7, minor: 1, patch: 0 },
      extra: '-rc3',
    }));
  it('reads one with a vendor name and without SUBLEVEL', () =>
    expect(readMakefileRelease('VERSION=2\nPATCHLEVEL=6\nEXTRAVERSION = .8-xen\n')).toEqual({
      release: { major: 2, minor: 6, patch: 0 },
      extra: '.8-xen',
    }));
  it.each(['', 'all:\n\techo VERSION = 6\n', 'VERSION = six\nPATCHLEVEL = 1\n', 'obj-m := x.o\n'])(
    'refuses another Makefile',
    (text) => expect(readMakefileRelease(text)).toBeNull(),
  );
});
