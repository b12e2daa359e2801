/** What the two threads of a lint say to each other: plain data, files by their path. */
import type { LintRequest, LintResult, NotAnalysed, NotFound } from '../core/request.ts';
import type { OpsTable } from '../facts/model.ts';
import type { Finding } from '../findings/finding.ts';
import { type Place, SourceFile } from '../text/source.ts';

export interface HalfRequest {
  request: Omit<LintRequest, 'onProgress' | 'onCandidates' | 'concerns'>;
  candidates: readonly string[];
}

/** A result without what cannot leave its thread. */
export interface HalfResult {
  /** Texts of the files that places lie in. */
  texts: Map<string, string>;
  findings: Finding[];
  suppressed: Finding[];
  notAnalysed: NotAnalysed[];
  notFound: NotFound[];
  files: string[];
  skippedFiles: LintResult['skippedFiles'];
  tables: number;
  handlers: number;
}

/**
 * Says which tables belong to a half. Folders with candidates take turns: neighbours, which are alike, are shared out,
 * and a table stays with the function that maps it.
 */
export function isInHalf(
  half: 0 | 1,
  candidates: readonly string[],
): (table: OpsTable, isNamed: boolean) => boolean {
  const folders = [...new Set(candidates.map(folderOf))].sort();
  const own = new Set(folders.filter((_, n) => n % 2 === half));
  const known = new Set(folders);
  return (table, isNamed) => {
    const folder = folderOf(table.place.file.path);
    return isNamed && (known.has(folder) ? own.has(folder) : half === 0);
  };
}

const folderOf = (path: string) => path.slice(0, path.lastIndexOf('/') + 1);

/** Takes from a result what its other half needs. */
export function toHalfResult(result: LintResult): HalfResult {
  const texts = new Map<string, string>();
  const plain = (place: Place): Place => {
    texts.set(place.file.path, place.file.text);
    return { file: { path: place.file.path } as SourceFile, start: place.start, end: place.end };
  };
  return {
    texts,
    findings: result.findings.map((f) => withPlaces(f, plain)),
    suppressed: result.suppressed.map((f) => withPlaces(f, plain)),
    notAnalysed: result.notAnalysed,
    notFound: result.notFound,
    files: [...result.program.files.keys()],
    skippedFiles: result.skippedFiles,
    tables: result.summary.tables,
    handlers: result.summary.handlers,
  };
}

/** Gives the places of a half's findings their files back: those of this thread where it has them. */
export function revive(half: HalfResult, known: (path: string) => SourceFile | undefined) {
  const files = new Map<string, SourceFile>();
  const place = ({ file: { path }, start, end }: Place): Place => {
    let file = files.get(path) ?? known(path);
    file ??= new SourceFile(path, half.texts.get(path) ?? '');
    files.set(path, file);
    return { file, start, end };
  };
  return {
    findings: half.findings.map((f) => withPlaces(f, place)),
    suppressed: half.suppressed.map((f) => withPlaces(f, place)),
  };
}

function withPlaces(finding: Finding, change: (place: Place) => Place): Finding {
  return {
    ...finding,
    place: change(finding.place),
    related: finding.related.map((r) => ({ ...r, place: change(r.place) })),
  };
}
