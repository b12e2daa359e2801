// SPDX-License-Identifier: GPL-2.0-only
/** SARIF 2.1.0, within the limits that GitHub code scanning sets. */

import { isAbsolute } from 'node:path';
import type {
  CodeFlow,
  Location,
  Log,
  Notification,
  PhysicalLocation,
  ReportingDescriptor,
  Result,
  Run,
  ThreadFlowLocation,
} from 'sarif';
import type { NotAnalysed, Reported } from '../../core/request.ts';
import type { Finding, PathStep } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import { gravestFirst } from '../../findings/severity.ts';
import { printableJson } from '../../text/printable.ts';
import type { Place } from '../../text/source.ts';
import { printedRange } from '../places.ts';
import { fingerprint } from './fingerprint.ts';
import type { Format, ReportInput, RuleInfo } from './format.ts';

export const sarif: Format = {
  name: 'sarif',
  purpose: 'SARIF 2.1.0, for code scanning',
  from: 'information',
  write: (input) => printableJson(`${JSON.stringify(sarifLog(input), null, 2)}\n`),
};

/** GitHub refuses a run with more results, and shows this many steps of a path. */
const MOST_RESULTS = 25_000;
const MOST_STEPS = 1_000;

const SCHEMA = 'https://json.schemastore.org/sarif-2.1.0.json';
const ROOT = '%SRCROOT%';
const LEVELS = { error: 'error', warning: 'warning', information: 'note', off: 'none' } as const;
const PROBLEMS = { error: 'error', warning: 'warning', information: 'recommendation', off: 'recommendation' };

/** Returns the log, with one run. */
export function sarifLog(input: ReportInput): Log {
  const rules = input.rules();
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const allowed = new Map(input.result.suppressed.map((finding) => [finding as Finding, finding.reason]));
  const known = new Set(input.baseline?.known);
  const all = [...input.shown, ...known, ...allowed.keys()];
  const kept = all.length > MOST_RESULTS ? new Set(gravestFirst(all).slice(0, MOST_RESULTS)) : null;
  const results = all
    .filter((finding) => kept === null || kept.has(finding))
    .map((finding) => ({
      ...resultOf(finding, input, indexes.get(finding.rule)),
      ...(input.baseline === null ? {} : { baselineState: stateOf(known.has(finding)) }),
      ...suppressionsOf(allowed.get(finding), known.has(finding)),
    }));
  const run: Run = {
    tool: {
      driver: {
        name: 'vmops',
        version: input.version,
        semanticVersion: input.version,
        rules: rules.map(ruleOf),
      },
    },
    automationDetails: { id: 'vmops/' },
    columnKind: 'utf16CodeUnits',
    originalUriBaseIds: { [ROOT]: { description: { text: 'The root of the repository.' } } },
    invocations: [
      {
        executionSuccessful: input.result.badInputs.length === 0,
        toolExecutionNotifications: notificationsOf(input, all.length - results.length),
      },
    ],
    results,
    ...(input.shard && { properties: { shard: input.shard } }),
  };
  return { $schema: SCHEMA, version: '2.1.0', runs: [run] };
}

function ruleOf({ id, title, severity, basis, fact, source, page }: RuleInfo): ReportingDescriptor {
  const read = `${fact} Read in: ${source}.`;
  return {
    id,
    name: id.replace(/(?:^|-)(\w)/g, (_, letter: string) => letter.toUpperCase()),
    shortDescription: { text: sentence(title) },
    fullDescription: { text: fact.slice(0, 1000) },
    help: { text: read, markdown: page ?? read },
    defaultConfiguration: { enabled: severity !== 'off', level: LEVELS[severity] },
    properties: {
      tags: ['linux-kernel', 'memory-management', 'vm_operations_struct', basis],
      'problem.severity': PROBLEMS[severity],
    },
  };
}

function resultOf(finding: Finding, input: ReportInput, ruleIndex: number | undefined): Result {
  const { rule, severity, message, confidence, basis, table, op } = finding;
  const related = shownSteps(finding);
  return {
    ruleId: rule,
    ...(ruleIndex === undefined ? {} : { ruleIndex }),
    level: LEVELS[severity],
    message: { text: message },
    locations: [locationOf(finding, input)],
    ...(related.length === 0
      ? {}
      : {
          relatedLocations: related.map(({ place, message: text }, index) => ({
            id: index + 1,
            physicalLocation: physical(place, input),
            message: { text },
          })),
        }),
    ...codeFlowsOf(finding, input),
    ...fixesOf(finding, input),
    partialFingerprints: { 'vmops/v1': fingerprint(finding, input) },
    properties: { confidence, basis, table, op },
  };
}

function stateOf(isKnown: boolean) {
  return isKnown ? ('unchanged' as const) : ('new' as const);
}

/** @param reason that of the comment that allows it; undefined where none does */
function suppressionsOf(reason: string | undefined, isKnown: boolean): Pick<Result, 'suppressions'> {
  if (isKnown) return { suppressions: [{ kind: 'external', justification: 'The baseline holds it.' }] };
  if (reason === undefined) return {};
  return { suppressions: [{ kind: 'inSource', ...(reason === '' ? {} : { justification: reason }) }] };
}

/** The way to the finding, the finding at its end; none where a rule follows no path. */
function codeFlowsOf(finding: Finding, input: ReportInput): { codeFlows?: CodeFlow[] } {
  const steps = finding.path.filter(({ kind }) => kind !== 'note').slice(-(MOST_STEPS - 1));
  if (steps.length === 0) return {};
  const end = { place: finding.place, message: finding.message, kind: 'note', explains: true } as const;
  return {
    codeFlows: [{ threadFlows: [{ locations: [...steps, end].map((step) => flowStep(step, input)) }] }],
  };
}

function fixesOf({ fix, place }: Finding, input: ReportInput): Pick<Result, 'fixes'> {
  if (fix === null) return {};
  const replacements = fix.edits.map((edit) => ({
    deletedRegion: regionOf(edit.place),
    insertedContent: { text: edit.text },
  }));
  const artifactLocation = artifact(input.repositoryPath(place.file.path));
  return {
    fixes: [{ description: { text: fix.title }, artifactChanges: [{ artifactLocation, replacements }] }],
  };
}

const KINDS: Record<PathStep['kind'], string[]> = {
  test: ['branch'],
  value: ['value'],
  call: ['call', 'function'],
  result: ['return', 'function'],
  takes: ['acquire', 'lock'],
  releases: ['release', 'lock'],
  note: ['danger'],
};

function flowStep({ kind, place, message, explains }: PathStep, input: ReportInput): ThreadFlowLocation {
  return {
    location: { physicalLocation: physical(place, input), message: { text: message } },
    kinds: KINDS[kind],
    importance: kind === 'note' ? 'essential' : explains ? 'important' : 'unimportant',
  };
}

function locationOf({ place, function: name, table }: Finding, input: ReportInput): Location {
  const logical = [
    ...(name === null ? [] : [{ name, kind: 'function' }]),
    ...(table === null ? [] : [{ name: table, kind: 'variable' }]),
  ];
  return {
    physicalLocation: physical(place, input),
    ...(logical.length === 0 ? {} : { logicalLocations: logical }),
  };
}

function physical(place: Place, { repositoryPath }: ReportInput): PhysicalLocation {
  return { artifactLocation: artifact(repositoryPath(place.file.path)), region: regionOf(place) };
}

function regionOf(place: Place) {
  const { start, end } = printedRange(place);
  return { startLine: start.line, startColumn: start.column, endLine: end.line, endColumn: end.column };
}

function artifact(path: string) {
  const uri = path.split('/').map(encodeURIComponent).join('/');
  return isAbsolute(path)
    ? { uri: `file://${uri.startsWith('/') ? '' : '/'}${uri}` }
    : { uri, uriBaseId: ROOT };
}

/** What the run did not see. */
function notificationsOf({ result, repositoryPath }: ReportInput, left: number): Notification[] {
  return [
    ...(left === 0
      ? []
      : [
          {
            level: 'warning' as const,
            message: { text: `${left} results are left out: a run may have 25000` },
          },
        ]),
    ...skippedOf(result).map(({ path, reason }) => ({
      level: 'warning' as const,
      message: { text: `skipped: ${reason}` },
      locations: [{ physicalLocation: { artifactLocation: artifact(repositoryPath(path)) } }],
    })),
    ...result.notAnalysed.map(({ function: name, file, line, reason, gap }) => ({
      level: 'note' as const,
      message: {
        text: notAnalysedText(name, gap, reason),
      },
      locations: [
        {
          physicalLocation: { artifactLocation: artifact(repositoryPath(file)), region: { startLine: line } },
        },
      ],
    })),
  ];
}

function skippedOf({ badInputs, skippedFiles }: Reported) {
  return [...badInputs, ...skippedFiles];
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function notAnalysedText(name: string, gap: NotAnalysed['gap'], reason: string): string {
  if (gap === 'result') return `${name}(): ${reason}`;
  return `${name}${gap === 'table' ? '' : '()'} was not analysed to the end: ${reason}`;
}
