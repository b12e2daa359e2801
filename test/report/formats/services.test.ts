// SPDX-License-Identifier: GPL-2.0-only
/** The smaller formats: what services of CI and review read. */
import { expect, test } from 'vitest';
import { checkstyle } from '../../../server/src/report/formats/checkstyle.ts';
import { gitlab } from '../../../server/src/report/formats/gitlab.ts';
import { formatNamed, formats } from '../../../server/src/report/formats/index.ts';
import { junit } from '../../../server/src/report/formats/junit.ts';
import { rdjson } from '../../../server/src/report/formats/rdjson.ts';
import { xml } from '../../../server/src/report/formats/xml.ts';
import { SourceFile } from '../../../server/src/text/source.ts';
import { finding, placeOf } from '../fixture.ts';
import { inputWith } from '../input.ts';

test('the registry', () => {
  expect(formats.map(({ name, from }) => `${name}: ${from}`)).toEqual([
    'text: warning',
    'json: information',
    'sarif: information',
    'github: warning',
    'gitlab: warning',
    'checkstyle: warning',
    'junit: warning',
    'rdjson: warning',
  ]);
  expect([formatNamed('junit'), formatNamed('')]).toEqual([junit, undefined]);
});

test('XML: markup is escaped, what cannot be written is replaced', () => {
  expect(xml('<a b="\'&">\n\t\u0000\u{1F600}\uD800\uFFFE')).toBe(
    '&lt;a b=&quot;&apos;&amp;&quot;&gt;&#10;&#9;\uFFFD\u{1F600}\uFFFD\uFFFD',
  );
});

test('Checkstyle', () => {
  const other = { ...finding, severity: 'warning' as const, message: 'a < b' };
  expect(checkstyle.write(inputWith({ findings: [finding, other] }))).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<checkstyle version="4.3">',
      '  <file name="linux/fs/x/file.c">',
      '    <error line="4" column="9" severity="error" message="x_fault returns -ENOMEM" source="vmops.errno-as-vm-fault"/>',
      '    <error line="4" column="9" severity="warning" message="a &lt; b" source="vmops.errno-as-vm-fault"/>',
      '  </file>',
      '</checkstyle>',
      '',
    ].join('\n'),
  );
});

test('JUnit: a failure a finding, a remark passes', () => {
  const remark = { ...finding, severity: 'information' as const, path: [] };
  expect(junit.write(inputWith({ findings: [finding, remark] }))).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuites name="vmops" tests="2" failures="1" errors="0">',
      '  <testsuite name="linux/fs/x/file.c" tests="2" failures="1" errors="0">',
      '    <testcase classname="linux/fs/x/file.c" name="errno-as-vm-fault in x_fault, line 4" file="linux/fs/x/file.c" line="4">' +
        '<failure type="error" message="x_fault returns -ENOMEM">linux/fs/x/file.c:4:9: error: x_fault returns -ENOMEM [errno-as-vm-fault]&#10;' +
        'linux/fs/x/file.c:3:2: note: the lock is taken here</failure></testcase>',
      '    <testcase classname="linux/fs/x/file.c" name="errno-as-vm-fault in x_fault, line 4" file="linux/fs/x/file.c" line="4">' +
        '<system-out>linux/fs/x/file.c:4:9: information: x_fault returns -ENOMEM [errno-as-vm-fault]</system-out></testcase>',
      '  </testsuite>',
      '</testsuites>',
      '',
    ].join('\n'),
  );
  expect(junit.write(inputWith({ findings: [] }))).toContain(
    '<testcase classname="vmops" name="no findings"/>',
  );
});

test('GitLab: a fingerprint a finding, each another', () => {
  const later = { ...finding, place: { ...finding.place, start: finding.place.start + 1 } };
  const issues = JSON.parse(gitlab.write(inputWith({ findings: [finding, later] })));
  expect(issues[0]).toEqual({
    description: 'x_fault returns -ENOMEM',
    check_name: 'errno-as-vm-fault',
    fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
    severity: 'critical',
    location: { path: 'linux/fs/x/file.c', lines: { begin: 4, end: 4 } },
  });
  expect(issues[1].fingerprint).not.toBe(issues[0].fingerprint);
  expect(JSON.parse(gitlab.write(inputWith({ findings: [] })))).toEqual([]);
});

test('rdjson: columns count bytes', () => {
  const file = new SourceFile('ü.c', 'a;\n"ü€😀" wrong;\n');
  const one = { ...finding, place: placeOf(file, 'wrong'), path: finding.path.slice(0, 1) };
  expect(JSON.parse(rdjson.write(inputWith({ findings: [one] })))).toEqual({
    source: { name: 'vmops' },
    diagnostics: [
      {
        message: 'x_fault returns -ENOMEM',
        location: {
          path: 'linux/ü.c',
          range: { start: { line: 2, column: 13 }, end: { line: 2, column: 18 } },
        },
        severity: 'ERROR',
        code: { value: 'errno-as-vm-fault' },
        related_locations: [
          {
            message: 'the lock is taken here',
            location: {
              path: 'linux/fs/x/file.c',
              range: { start: { line: 3, column: 2 }, end: { line: 3, column: 16 } },
            },
          },
        ],
      },
    ],
  });
});
