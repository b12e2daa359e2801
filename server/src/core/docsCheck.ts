// SPDX-License-Identifier: GPL-2.0-only
/** `vmops docs-check`: the documents of a tree against its own headers. */
import { dirname, join, resolve } from 'node:path';
import type { Described } from '../contracts/document/described.ts';
import type { Problem } from '../contracts/document/documentPrototypes.ts';
import type { Release } from '../contracts/model.ts';
import { NO_CORE_CALLS } from '../facts/functions/coreCalls.ts';
import { VM_OPS } from '../facts/tables/opsType.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { sortAndDedupe } from '../findings/order.ts';
import { DISK, type Sources } from '../io/sources.ts';
import { findTreeRoot } from '../io/tree.ts';
import { type DocumentFix, documentFixes, isFixOf } from '../rules/documentation/fixes.ts';
import { documentRules } from '../rules/documentation/index.ts';
import type { DocumentContext } from '../rules/documentation/rule.ts';
import { plural } from '../text/words.ts';
import { kernelOfRelease } from '../workspace/kernel.ts';
import { findingOf } from './applyRules.ts';
import { coreCallsOf, DOCUMENT_PATHS, readDocuments, readStructs } from './documents.ts';
import type { Reported } from './request.ts';
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

export interface DocsResult extends Reported {
  /** Absolute path of the tree, which stored paths are relative to. */
  base: string;
  inTree: boolean;
  /** Documents that were held against the headers. */
  documents: Described[];
  context: DocumentContext;
  /** Pieces that could not be read, in order; the rest was checked. */
  problems: Problem[];
  /** Says of a stored path whether its findings are of this run. */
  isUnderLint: (path: string) => boolean;
}

/** Reads the documents and headers of a tree and checks them. Throws ConfigError on a wrong vmops.toml. */
export async function docsCheck(request: DocsRequest): Promise<DocsResult> {
  const started = performance.now();
  const { path, cwd, sources = DISK } = request;
  const named = resolve(cwd, path);
  const base = findTreeRoot(named) ?? (sources.look(named) === false ? dirname(named) : named);
  // The headers that are compared with the document are this tree's, whatever release is named.
  const kernel = kernelOfRelease(base, request.kernel, sources);
  const { documents, badInputs, problems } = readDocuments(base, path, sources);
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
  const wasChecked = badInputs.length === 0;
  const headers = new Set([...defined.structs.values()].map(({ file }) => file));
  const fixes = wasChecked ? documentFixes(context).filter(({ isWhole }) => isWhole) : [];
  return {
    kernel,
    releaseNote: null,
    base,
    inTree: true,
    isUnderLint: (path) => DOCUMENT_PATHS.has(path),
    findings: wasChecked ? sortAndDedupe(findings).map((finding) => withFix(finding, fixes)) : [],
    suppressed: [],
    notAnalysed: [],
    notFound: [],
    librariesElsewhere: [],
    skippedFiles: [],
    documents,
    context,
    subject: subjectOf(documents, context),
    summary: {
      // Nothing was checked, whatever was read.
      files: wasChecked ? documents.length + headers.size : 0,
      tables: defined.structs.size,
      handlers: 0,
      resolved: 0,
      unresolved: 0,
      skipped: 0,
      notAnalysed: 0,
      suppressed: 0,
      milliseconds: Math.round(performance.now() - started),
    },
    problems: [
      ...problems,
      ...documents.flatMap((document) => document.problems),
      ...defined.problems,
      ...(wasChecked ? unchecked(context, defined.problems, sources.look(join(base, 'mm')) === true) : []),
    ],
    badInputs,
  };
}

/**
 * What cannot be held against anything: a struct without a header, ours without a section, a table or mm/memory.c,
 * in a tree that has mm/.
 */
function unchecked(
  { documents, structs, core }: DocumentContext,
  broken: readonly Problem[],
  hasCore: boolean,
): Problem[] {
  const found: Problem[] = [];
  for (const { struct, also, place } of documents.flatMap((document) => document.structs)) {
    const isBroken = broken.some(({ text }) => text.startsWith(`struct ${struct} `));
    if (!isBroken && ![struct, ...also].some((name) => structs.has(name)))
      found.push({ text: `no header defines struct ${struct}, so it is not checked`, place });
  }
  const [locking] = documents;
  if (!locking || !structs.has(VM_OPS)) return found;
  const own = locking.structs.find(({ struct }) => struct === VM_OPS);
  const place = own?.place ?? { file: locking.file, start: 0, end: 0 };
  if (!own) found.push({ text: `no section is about struct ${VM_OPS}, so it is not checked`, place });
  else if (own.rows === null)
    found.push({ text: `the section about ${VM_OPS} has no table of locking rules`, place });
  if (hasCore && core === NO_CORE_CALLS && own && own.sentences.length > 0)
    found.push({ text: 'mm/memory.c cannot be read, so what it contradicts is not checked', place });
  return found;
}

/** Gives a finding the edits that make it go. */
function withFix(finding: Finding, fixes: readonly DocumentFix[]): Finding {
  const own = fixes.find((fix) => isFixOf(fix, finding));
  return own ? { ...finding, fix: { title: own.title, safe: true, edits: own.edits } } : finding;
}

/** `13 structs of 2 documents` */
function subjectOf(documents: readonly Described[], { structs }: DocumentContext): string {
  const described = documents.flatMap((document) => document.structs.map(({ struct }) => struct));
  const known = new Set(described.filter((name) => structs.has(name))).size;
  return `${plural(known, 'struct')} of ${plural(documents.length, 'document')}`;
}
