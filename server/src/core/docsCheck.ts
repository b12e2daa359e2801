/** `vmops docs-check`: the documents of a tree against its own headers. */
import { basename, dirname, join, resolve } from 'node:path';
import {
  type Described,
  definedStructs,
  describedByLocking,
  describedByVfs,
} from '../contracts/described.ts';
import { readLockingDocument } from '../contracts/document.ts';
import type { Problem } from '../contracts/documentPrototypes.ts';
import type { Kernel, Release } from '../contracts/model.ts';
import { OPS_HEADERS } from '../contracts/opsStructs.ts';
import { readVfsDocument } from '../contracts/vfsDocument.ts';
import { type CoreCalls, NO_CORE_CALLS, readCoreCalls } from '../facts/coreCalls.ts';
import type { Finding, Severity } from '../findings/finding.ts';
import { sortAndDedupe } from '../findings/order.ts';
import { isSkipped, type Skipped } from '../io/read.ts';
import { freshSearches } from '../io/searches.ts';
import { DISK, type Sources } from '../io/sources.ts';
import { findTreeRoot } from '../io/tree.ts';
import { documentRules } from '../rules/documentation/index.ts';
import type { DocumentContext } from '../rules/documentation/rule.ts';
import type { SourceFile } from '../text/source.ts';
import { chooseKernel, DOCUMENTS } from '../workspace/kernel.ts';
import { findingOf } from './applyRules.ts';
import type { LintSummary } from './request.ts';
import { Settings } from './settings.ts';

/** The document that shows whole structs: since 5.4, and before. */
export const VFS_DOCUMENTS = ['Documentation/filesystems/vfs.rst', 'Documentation/filesystems/vfs.txt'];

/** Where core calls the ops of a VMA on a fault. */
const MEMORY = 'mm/memory.c';

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
  const { documents, problems, badInputs } = readDocuments(base, path, sources);
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
    problems: [...documents.flatMap((document) => document.problems), ...problems, ...defined.problems],
    badInputs,
  };
}

/** Read only where the locking document has a word about the ops of a VMA. */
function coreCallsOf(base: string, documents: Described[], sources: Sources): CoreCalls {
  const isAbout = documents.some(({ structs }) =>
    structs.some(({ struct, sentences }) => struct === 'vm_operations_struct' && sentences.length > 0),
  );
  const file = isAbout ? sources.read(join(base, MEMORY), MEMORY) : null;
  return file === null || isSkipped(file) ? NO_CORE_CALLS : readCoreCalls(file);
}

function readDocuments(
  base: string,
  shown: string,
  sources: Sources,
): { documents: Described[]; problems: Problem[]; badInputs: Skipped[] } {
  const badInputs: Skipped[] = [];
  const documents: Described[] = [];
  const looked = sources.look(base);
  if (typeof looked !== 'boolean')
    return { documents, problems: [], badInputs: [{ path: shown, ...looked }] };
  const problems: Problem[] = [];
  const take = (paths: readonly string[], read: (file: SourceFile) => Described): string | null => {
    let reason: string | null = null;
    for (const path of paths) {
      const file = sources.read(join(base, path), path);
      if (isSkipped(file)) {
        if (file.reason !== 'does not exist') reason = `${path} ${file.reason}`;
        continue;
      }
      const described = read(file);
      if (described.structs.length > 0) {
        documents.push(described);
        return null;
      }
      reason = `${path} describes no struct of operations`;
    }
    return reason ?? '';
  };
  const locking = take(DOCUMENTS, (file) => describedByLocking(readLockingDocument(file.text, file.path)));
  take(VFS_DOCUMENTS, (file) => describedByVfs(readVfsDocument(file.text, file.path)));
  if (locking !== null) {
    const names = DOCUMENTS.map((path) => basename(path)).join(' or ');
    const reason = locking || `has no locking document (Documentation/filesystems/${names})`;
    badInputs.push({ path: shown, reason });
  }
  return { documents, problems, badInputs };
}

/** A struct that is in none of its usual headers is looked for in all of them: they move. */
async function readStructs(base: string, documents: Described[], sources: Sources) {
  const read = (paths: readonly string[]) =>
    paths
      .map((path) => sources.read(join(base, path), path))
      .filter((file): file is SourceFile => !isSkipped(file));
  const headers = read(OPS_HEADERS);
  const first = definedStructs(headers);
  const broken = new Set(first.problems.map(({ text }) => text.split(' ')[1]));
  const wanted = [...new Set(documents.flatMap(({ structs }) => structs.map(({ struct }) => struct)))].filter(
    (name) => !first.structs.has(name) && !broken.has(name),
  );
  if (wanted.length === 0) return first;
  const pattern = `^\\s*struct\\s+(${wanted.join('|')})\\s*\\{`;
  const found = await sources.over(freshSearches).files(base, pattern, { folders: ['include/linux'] });
  const more = definedStructs(read(found.filter((path) => !OPS_HEADERS.includes(path))));
  return {
    structs: new Map([...more.structs, ...first.structs]),
    problems: [...first.problems, ...more.problems],
  };
}
