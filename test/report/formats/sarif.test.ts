// SPDX-License-Identifier: GPL-2.0-only
import schema from '@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json';
import Ajv from 'ajv-draft-04';
import addFormats from 'ajv-formats';
import type { Result } from 'sarif';
import { expect, test } from 'vitest';
import type { LintResult } from '../../../server/src/core/request.ts';
import type { Finding } from '../../../server/src/findings/finding.ts';
import { sarif, sarifLog } from '../../../server/src/report/formats/sarif.ts';
import { SourceFile } from '../../../server/src/text/source.ts';
import { finding, source } from '../fixture.ts';
import { inputWith } from '../input.ts';

const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
addFormats(ajv);
const isValid = ajv.compile(schema);

function runOf(changes: Partial<LintResult> = {}) {
  const log = JSON.parse(sarif.write(inputWith(changes)));
  isValid(log);
  expect(isValid.errors).toBeNull();
  expect(log.runs).toHaveLength(1);
  return log.runs[0];
}

function moved(by: string): Finding {
  const file = new SourceFile(source.path, by + source.text);
  const move = ({ start, end }: Finding['place']) => ({
    file,
    start: start + by.length,
    end: end + by.length,
  });
  return { ...finding, place: move(finding.place) };
}

test('a result has its place, what explains it, and a path that ends at it', () => {
  const run = runOf();
  expect(run.columnKind).toBe('utf16CodeUnits');
  const at = (startLine: number, startColumn: number, endColumn: number) => ({
    artifactLocation: { uri: 'linux/fs/x/file.c', uriBaseId: '%SRCROOT%' },
    region: { startLine, startColumn, endLine: startLine, endColumn },
  });
  const [result] = run.results as [Result];
  expect(result).toEqual({
    ruleId: 'errno-as-vm-fault',
    ruleIndex: 0,
    level: 'error',
    message: { text: 'x_fault returns -ENOMEM' },
    locations: [
      {
        physicalLocation: at(4, 9, 16),
        logicalLocations: [
          { name: 'x_fault', kind: 'function' },
          { name: 'x_ops', kind: 'variable' },
        ],
      },
    ],
    relatedLocations: [
      { id: 1, physicalLocation: at(3, 2, 16), message: { text: 'the lock is taken here' } },
    ],
    codeFlows: [
      {
        threadFlows: [
          {
            locations: [
              {
                location: { physicalLocation: at(3, 2, 16), message: { text: 'the lock is taken here' } },
                kinds: ['acquire', 'lock'],
                importance: 'important',
              },
              {
                location: { physicalLocation: at(1, 19, 26), message: { text: 'entered here' } },
                kinds: ['call', 'function'],
                importance: 'unimportant',
              },
              {
                location: { physicalLocation: at(4, 9, 16), message: { text: 'x_fault returns -ENOMEM' } },
                kinds: ['danger'],
                importance: 'essential',
              },
            ],
          },
        ],
      },
    ],
    partialFingerprints: { 'vmops/v1': expect.stringMatching(/^[0-9a-f]{32}$/) },
    properties: { confidence: 'high', basis: 'core', table: 'x_ops', op: 'fault' },
  });
});

test('a rule has help, tags and its level', () => {
  expect(runOf().tool.driver).toEqual({
    name: 'vmops',
    version: '1.2.3',
    semanticVersion: '1.2.3',
    rules: [
      {
        id: 'errno-as-vm-fault',
        name: 'ErrnoAsVmFault',
        shortDescription: { text: 'A negative errno leaves a handler.' },
        fullDescription: { text: 'The result is a set of bits.' },
        help: {
          text: 'The result is a set of bits. Read in: mm/memory.c.',
          markdown: '# errno-as-vm-fault\n',
        },
        defaultConfiguration: { enabled: true, level: 'error' },
        properties: {
          tags: ['linux-kernel', 'memory-management', 'vm_operations_struct', 'core'],
          'problem.severity': 'error',
        },
      },
    ],
  });
});

test('a finding without a path has no code flow', () => {
  const [result] = runOf({ findings: [{ ...finding, path: [] }] }).results;
  expect([result.codeFlows, result.relatedLocations]).toEqual([undefined, undefined]);
});

test('a fix is there as its edits', () => {
  const { start } = finding.place;
  const edit = { place: { ...finding.place, end: start }, text: 'VM_FAULT_OOM;\n' };
  const [result] = runOf({
    findings: [{ ...finding, fix: { title: 'Return it', safe: true, edits: [edit] } }],
  }).results;
  expect(result.fixes).toEqual([
    {
      description: { text: 'Return it' },
      artifactChanges: [
        {
          artifactLocation: { uri: 'linux/fs/x/file.c', uriBaseId: '%SRCROOT%' },
          replacements: [
            {
              deletedRegion: { startLine: 4, startColumn: 9, endLine: 4, endColumn: 9 },
              insertedContent: { text: 'VM_FAULT_OOM;\n' },
            },
          ],
        },
      ],
    },
  ]);
});

test('the fingerprint tells op and occurrence apart, and knows no line', () => {
  const prints = (...findings: Finding[]) =>
    runOf({ findings }).results.map((result: Result) => result.partialFingerprints?.['vmops/v1']);
  const [print] = prints(finding);
  expect(prints(moved('\n'.repeat(60)))).toEqual([print]);
  expect(prints({ ...finding, message: 'other words' })).toEqual([print]);
  expect(prints({ ...finding, op: 'page_mkwrite' })).not.toEqual([print]);
  const later = { ...finding, place: { ...finding.place, start: finding.place.start + 1 } };
  const both = prints(finding, later);
  expect(both[0]).toBe(print);
  expect(both[1]).not.toBe(print);
});

test('what a comment allows is recorded with its reason', () => {
  const run = runOf({
    findings: [],
    suppressed: [
      { ...finding, reason: 'the firmware retries' },
      { ...finding, reason: '' },
    ],
  });
  expect(run.results.map((result: Result) => result.suppressions)).toEqual([
    [{ kind: 'inSource', justification: 'the firmware retries' }],
    [{ kind: 'inSource' }],
  ]);
});

test('what a baseline holds is there as suppressed and unchanged', () => {
  const known = { ...finding, message: 'known' };
  const log = sarifLog({ ...inputWith(), baseline: { known: [known], stale: [] } });
  isValid(log);
  expect(isValid.errors).toBeNull();
  const states = log.runs[0]?.results?.map(({ message, baselineState, suppressions }) => [
    message.text,
    baselineState,
    suppressions?.map(({ kind }) => kind),
  ]);
  expect(states).toEqual([
    ['x_fault returns -ENOMEM', 'new', undefined],
    ['known', 'unchanged', ['external']],
  ]);
});

test('URIs are relative and escaped; a file of another tree is absolute', () => {
  const uriOf = (path: string) => {
    const place = { file: new SourceFile(path, 'x'), start: 0, end: 1 };
    return runOf({ findings: [{ ...finding, path: [], place }] }).results[0].locations[0].physicalLocation
      .artifactLocation;
  };
  expect(uriOf('a b/100%#ü.c')).toEqual({ uri: 'linux/a%20b/100%25%23%C3%BC.c', uriBaseId: '%SRCROOT%' });
  expect(uriOf('/other tree/x.c')).toEqual({ uri: 'file:///other%20tree/x.c' });
});

test('what was not seen is a notification, and a path that cannot be read fails the run', () => {
  const [invocation] = runOf({
    badInputs: [{ path: 'gone.c', reason: 'does not exist' }],
    notAnalysed: [
      { gap: 'body', function: 'x_fault', file: 'fs/x/file.c', line: 1, reason: 'it has too many paths' },
    ],
  }).invocations;
  expect(invocation.executionSuccessful).toBe(false);
  expect(invocation.toolExecutionNotifications.map(({ message }: Result) => message.text)).toEqual([
    'skipped: does not exist',
    'x_fault() was not analysed to the end: it has too many paths',
  ]);
});

test('of more results than GitHub takes the gravest stay', () => {
  const warning = { ...finding, severity: 'warning' as const };
  const findings = [...Array.from({ length: 25_000 }, () => ({ ...warning })), finding];
  const [run] = sarifLog(inputWith({ findings })).runs;
  expect(run?.results).toHaveLength(25_000);
  expect(run?.results?.at(-1)?.level).toBe('error');
  expect(run?.invocations?.[0]?.toolExecutionNotifications?.[0]?.message.text).toBe(
    '1 results are left out: a run may have 25000',
  );
});
