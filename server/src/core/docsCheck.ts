// SPDX-License-Identifier: GPL-2.0-only
/** `vmops docs-check`: the documents of a tree against its own headers. */
import { dirname, resolve } from 'node:path';
import type { Described } from '../contracts/described.ts';
import type { Problem } from '../contracts/documentPrototypes.ts';
import type { Kernel, Release } from '../contracts/model.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { sortAndDedupe } from '../findings/order.ts';
import type { Skipped } from '../io/read.ts';
import { DISK, type Sources } from '../io/sources.ts';
import { findTreeRoot } from '../io/tree.ts';
import { documentRules } from '../rules/documentation/index.ts';
import type { DocumentContext } from '../rules/documentation/rule.ts';

import { chooseKernel } from '../workspace/kernel.ts';
import { findingOf } from './applyRules.ts';
import { coreCallsOf, readDocuments, readStructs } from './documents.ts';
import type { LintSummary } from './request.ts';

import { Settings } from './settings.ts';

export interface DocsRequest {
  /** As the user named it; relative to `cwd`. */
  path: string;
  cwd: string;
  /** Release given by hand, or null for the tree's own. */
  kernel: Release | null;
  /** Severity per rule id, over the configuration file's and the rule's own. */
  severities: Map<string, Severity>;
  sources?: Sources;
}

export interface DocsResult {
  kernel: Kernel;
  /** Absolute path of the tree, which stored paths are relative to. */
  base: string;
  inTree: boolean;
  /** In order. */
  findings: Finding[];
  /** Documents that were held against the headers. */
  documents: Described[];
  context: DocumentContext;
  /** As of `vmops lint`; `tables` are the structs, and there are no handlers. */
  summary: LintSummary;
  /** Pieces that could not be read, in order; the rest was checked. */
  problems: Problem[];
  /** Why nothing could be checked. */
  badInputs: Skipped[];
}

/** Reads the documents and headers of a tree and checks them. Throws ConfigError on a wrong vmops.toml. */
export async function docsCheck(request: DocsRequest): Promise<DocsResult> {
  const started = performance.now();
  const { path, cwd, sources = DISK } = request;
  const named = resolve(cwd, path);
  const base = findTreeRoot(named) ?? (sources.look(named) === false ? dirname(named) : named);
  // The headers that are compared with the document are this tree's, whatever release is named.
  const { kernel } = chooseKernel({ own: base, given: base, release: request.kernel, sources });
  const { documents, badInputs } = readDocuments(base, path, sources);
  const defined = await readStructs(base, documents, sources);
  if (badInputs.length === 0 && defined.structs.size === 0)
    badInputs.push({
      path,
      reason: 'no header below include/linux defines a struct that the documents describe',
    });
  const context: DocumentContext = {
    release: kernel.release,
    documents,
    structs: defined.structs,
    core: coreCallsOf(base, documents, sources),
  };
  const settingsOf = new Settings().forFiles(base, { severities: request.severities, contract: null });
  const findings = documentRules.flatMap((rule) =>
    rule.check(context).flatMap((draft) => {
      const severity = settingsOf(draft.place.file.path).severityOf(rule.id) ?? rule.severity;
      return severity === 'off' ? [] : [findingOf(rule, severity, draft)];
    }),
  );
  return {
    kernel,
    base,
    inTree: true,
    findings: badInputs.length > 0 ? [] : sortAndDedupe(findings),
    documents,
    context,
    summary: {
      files: documents.length + new Set([...defined.structs.values()].map(({ file }) => file)).size,
      tables: defined.structs.size,
      handlers: 0,
      resolved: 0,
      unresolved: 0,
      skipped: 0,
      notAnalysed: 0,
      suppressed: 0,
      milliseconds: Math.round(performance.now() - started),
    },
    problems: [...documents.flatMap((document) => document.problems), ...defined.problems],
    badInputs,
  };
}
