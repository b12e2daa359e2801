// SPDX-License-Identifier: GPL-2.0-only
/** JUnit XML: a suite a file, a failed case a finding; a remark is a case that passes and says something. */
import type { Finding } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import { printedPlace, printedRange } from '../places.ts';
import { byFile, type Format, type ReportInput } from './format.ts';
import { xml } from './xml.ts';

export const junit: Format = {
  name: 'junit',
  purpose: 'JUnit XML, for CI servers',
  from: 'warning',
  write,
};

function write(input: ReportInput): string {
  const files = [...byFile(input.shown)];
  const failed = failures(input.shown);
  const suites = files.flatMap(([path, findings]) => [
    `  <testsuite name="${xml(input.repositoryPath(path))}" tests="${findings.length}" ` +
      `failures="${failures(findings)}" errors="0">`,
    ...findings.map((finding) => testCase(finding, input)),
    '  </testsuite>',
  ]);
  // A report without a case counts as broken in many servers.
  const clean = [
    '  <testsuite name="vmops" tests="1" failures="0" errors="0">',
    '    <testcase classname="vmops" name="no findings"/>',
    '  </testsuite>',
  ];
  const tests = Math.max(input.shown.length, 1);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="vmops" tests="${tests}" failures="${failed}" errors="0">`,
    ...(files.length > 0 ? suites : clean),
    '</testsuites>',
    '',
  ].join('\n');
}

function failures(findings: readonly Finding[]): number {
  return findings.filter(({ severity }) => severity !== 'information').length;
}

function testCase(finding: Finding, { repositoryPath }: ReportInput): string {
  const { place, rule, severity, message } = finding;
  const path = repositoryPath(place.file.path);
  const { line } = printedRange(place).start;
  const name = `${rule} in ${finding.function ?? finding.table ?? 'the file'}, line ${line}`;
  const head = `    <testcase classname="${xml(path)}" name="${xml(name)}" file="${xml(path)}" line="${line}">`;
  const body = [
    `${printedPlace(place, repositoryPath)}: ${severity}: ${message} [${rule}]`,
    ...shownSteps(finding).map(
      (step) => `${printedPlace(step.place, repositoryPath)}: note: ${step.message}`,
    ),
  ].join('\n');
  const inner =
    severity === 'information'
      ? `<system-out>${xml(body)}</system-out>`
      : `<failure type="${severity}" message="${xml(message)}">${xml(body)}</failure>`;
  return `${head}${inner}</testcase>`;
}
