// SPDX-License-Identifier: GPL-2.0-only
/** Puts together what parts of a run, or runs over several trees, have written: JSON, SARIF or baselines. */

import type { Log, Notification, Result, Run } from 'sarif';
import { BASELINE_SCHEMA, formatBaseline, parseBaseline } from '../findings/baseline.ts';
import { compare } from '../text/order.ts';

/** Why reports cannot be put together, as one phrase. */
export class MergeError extends Error {}

/** A report with its name for messages. */
export interface Part {
  name: string;
  text: string;
}

/**
 * Returns one report of the kind that all parts have.
 * Throws MergeError, or BaselineError, for a part that is none, and for parts of different kinds.
 */
export function mergeReports(parts: readonly Part[]): string {
  const read = parts.map((part) => ({ ...part, ...kindOf(part) }));
  const [first] = read;
  if (first === undefined) throw new MergeError('there is nothing to merge');
  const other = read.find(({ kind }) => kind !== first.kind);
  if (other) throw new MergeError(`${other.name} is ${other.kind}, and ${first.name} is ${first.kind}`);
  if (first.kind === 'a baseline') return formatBaseline(read.flatMap(({ text }) => parseBaseline(text)));
  checkWhole(read);
  const values = inOrder(read).map(({ value }) => value);
  const merged = first.kind === 'SARIF' ? mergeSarif(values as unknown as Log[]) : mergeJson(values);
  return `${JSON.stringify(merged, null, 2)}\n`;
}

type Json = Record<string, unknown>;

interface ReadPart extends Part {
  value: Json;
}

/** Part `index` of `count` that a report says it is; null for a whole run. */
function shardOf({ value, name }: ReadPart): { index: number; count: number } | null {
  const run = Array.isArray(value.runs) ? (value.runs[0] as Run | undefined) : undefined;
  const shard = value.shard ?? run?.properties?.shard;
  if (shard === undefined) return null;
  const [, index, count] = /^(\d{1,4})\/(\d{1,4})$/.exec(String(shard)) ?? [];
  if (index === undefined) throw new MergeError(`${name} is damaged: its shard is ${JSON.stringify(shard)}`);
  return { index: Number(index), count: Number(count) };
}

/** A gate must not pass because a part of the run is missing. Parts of several trees are told apart by release. */
function checkWhole(parts: readonly ReadPart[]): void {
  const runs = new Map<string, Set<number>>();
  for (const part of parts) {
    const shard = shardOf(part);
    if (shard === null) continue;
    const key = JSON.stringify([releaseOf(part.value), shard.count]);
    runs.set(key, (runs.get(key) ?? new Set()).add(shard.index));
  }
  for (const [key, indexes] of runs) {
    const [release, count] = JSON.parse(key) as [string | null, number];
    for (let index = 1; index <= count; index++) {
      const of = release === null ? '' : ` of ${release}`;
      if (!indexes.has(index)) throw new MergeError(`part ${index}/${count}${of} is missing`);
    }
  }
}

/** Parts of one run by their number, whatever order the shell gave them in. */
function inOrder(parts: readonly ReadPart[]): readonly ReadPart[] {
  const shards = parts.map(shardOf);
  if (!shards.every((shard) => shard !== null && shard.count === parts.length)) return parts;
  return parts
    .map((part, at) => ({ part, at: shards[at]?.index ?? 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ part }) => part);
}

function kindOf({ name, text }: Part): { kind: string; value: Json } {
  let value: Json;
  try {
    value = JSON.parse(text);
  } catch {
    throw new MergeError(`${name} is not JSON`);
  }
  const damaged = [...LISTS, 'findings', 'runs'].find(
    (key) => value?.[key] !== undefined && !isListOfObjects(value[key]),
  );
  if (damaged !== undefined)
    throw new MergeError(`${name} is damaged: its ${damaged} are no list of objects`);
  if (value?.schema === BASELINE_SCHEMA) return { kind: 'a baseline', value };
  if (value?.version === '2.1.0' && Array.isArray(value.runs)) return { kind: 'SARIF', value };
  if (typeof value?.schema === 'string' && value.schema.startsWith('vmops'))
    return { kind: value.schema, value };
  if (Array.isArray(value?.commits)) return { kind: 'a list of commits', value };
  throw new MergeError(`${name} is neither a report in JSON or SARIF nor a baseline`);
}

function isListOfObjects(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'object' && one !== null);
}

/** Counts of what every part of a run reads: the largest is that of all. */
const SHARED = new Set(['files', 'skipped']);
/** Lists whose entries are runs of their own, in the order given. */
const LISTS = ['commits', 'patches'];

function mergeJson(values: readonly Json[]): Json {
  const { shard: _, ...merged } = values[0] as Json;
  for (const key of LISTS) {
    const lists = values.map((value) => value[key]).filter(Array.isArray);
    if (lists.length > 0) merged[key] = unique(lists.flat());
  }
  if (values.every(({ findings }) => Array.isArray(findings))) {
    const releases = new Set(values.map(releaseOf));
    const findings = values.flatMap((value) =>
      (value.findings as Json[]).map((finding) =>
        releases.size > 1 ? { ...finding, release: releaseOf(value) } : finding,
      ),
    );
    if (releases.size > 1) merged.tree = { release: null };
    merged.findings = uniqueFindings(findings).sort(compareFindings);
  }
  if (values.every(({ baseline }) => baseline !== undefined)) {
    const baselines = values.map(({ baseline }) => baseline as { known: number; stale: unknown[] });
    merged.baseline = {
      known: baselines.reduce((sum, { known }) => sum + known, 0),
      stale: unique(baselines.flatMap(({ stale }) => stale)),
    };
  }
  const summaries = values.map(({ summary }) => summary as Json | undefined);
  if (summaries.every((summary) => summary !== undefined))
    merged.summary = mergeSummaries(
      summaries,
      values.every((value) => value.shard !== undefined),
    );
  return merged;
}

function releaseOf({ tree }: Json): unknown {
  return (tree as Json | undefined)?.release ?? null;
}

function mergeSummaries(summaries: readonly Json[], areParts: boolean): Json {
  const merged: Json = { ...summaries[0] };
  for (const [key, value] of Object.entries(merged)) {
    if (typeof value !== 'number') continue;
    const numbers = summaries.map((summary) => Number(summary[key] ?? 0));
    merged[key] =
      areParts && SHARED.has(key) ? Math.max(...numbers) : numbers.reduce((sum, one) => sum + one, 0);
  }
  return merged;
}

/** A handler of tables in two parts is reported by both, each with its own table. */
function uniqueFindings(findings: readonly Json[]): Json[] {
  const seen = new Map<string, Json>();
  for (const finding of findings) {
    const { release, file, range, rule, message } = finding;
    const key = JSON.stringify([release, file, range, rule, message]);
    if (!seen.has(key)) seen.set(key, finding);
  }
  return [...seen.values()];
}

function compareFindings(a: Json, b: Json): number {
  return (
    compare(String(a.release ?? ''), String(b.release ?? '')) ||
    compare(String(a.file), String(b.file)) ||
    compare(lineOf(a), lineOf(b)) ||
    compare(columnOf(a), columnOf(b)) ||
    compare(String(a.rule), String(b.rule)) ||
    compare(String(a.message), String(b.message))
  );
}

function startOf({ range }: Json): { line?: number; column?: number } {
  return (range as { start?: { line: number; column: number } } | undefined)?.start ?? {};
}

const lineOf = (finding: Json) => startOf(finding).line ?? 0;
const columnOf = (finding: Json) => startOf(finding).column ?? 0;

/** One run, as GitHub wants it, with the tool of the first. */
function mergeSarif(logs: readonly Log[]): Log {
  const runs = logs.flatMap((log) => log.runs);
  const [whole] = runs;
  const { properties: { shard: _, ...properties } = {}, ...first } = whole ?? ({} as Run);
  if (whole === undefined) throw new MergeError('there is no run in the SARIF');
  const rules = uniqueBy(
    runs.flatMap((run) => run.tool.driver.rules ?? []),
    ({ id }) => id,
  );
  const indexes = new Map(rules.map(({ id }, index) => [id, index]));
  const results = uniqueBy(
    runs.flatMap((run) => run.results ?? []),
    ({ ruleId, message, locations, suppressions }) =>
      JSON.stringify([ruleId, message, locations?.[0]?.physicalLocation, suppressions]),
  ).map((result) => ({ ...result, ruleIndex: indexes.get(result.ruleId ?? '') ?? -1 }));
  const invocations = runs.flatMap((run) => run.invocations ?? []);
  const notifications = unique(
    invocations.flatMap(({ toolExecutionNotifications }) => toolExecutionNotifications ?? []),
  );
  return {
    ...(logs[0] as Log),
    runs: [
      {
        ...first,
        tool: { driver: { ...first.tool.driver, rules } },
        invocations: [
          {
            executionSuccessful: invocations.every(({ executionSuccessful }) => executionSuccessful),
            toolExecutionNotifications: notifications as Notification[],
          },
        ],
        results: results.sort(compareResults),
        ...(Object.keys(properties).length > 0 && { properties }),
      },
    ],
  };
}

/** What no comment and no baseline takes away comes first, as in a report of one run. */
function compareResults(a: Result, b: Result): number {
  const place = ({ locations }: Result) => locations?.[0]?.physicalLocation;
  const line = (result: Result) => place(result)?.region?.startLine ?? 0;
  const column = (result: Result) => place(result)?.region?.startColumn ?? 0;
  return (
    compare(a.suppressions?.[0]?.kind ?? '', b.suppressions?.[0]?.kind ?? '') ||
    compare(place(a)?.artifactLocation?.uri ?? '', place(b)?.artifactLocation?.uri ?? '') ||
    compare(line(a), line(b)) ||
    compare(column(a), column(b)) ||
    compare(a.ruleId ?? '', b.ruleId ?? '') ||
    compare(a.message.text ?? '', b.message.text ?? '')
  );
}

function unique<T>(values: readonly T[]): T[] {
  return uniqueBy(values, (value) => JSON.stringify(value));
}

function uniqueBy<T>(values: readonly T[], keyOf: (value: T) => string): T[] {
  const seen = new Map<string, T>();
  for (const value of values) {
    const key = keyOf(value);
    if (!seen.has(key)) seen.set(key, value);
  }
  return [...seen.values()];
}
