// SPDX-License-Identifier: GPL-2.0-only
/** A review for a terminal: a heading per patch, findings as compilers print them. */
import { releaseInWords } from '../../contracts/release.ts';
import type { NotAnalysed } from '../../core/request.ts';
import { createProgram } from '../../facts/program.ts';
import { shownSteps } from '../../findings/path.ts';
import type { Change } from '../../patch/change.ts';
import { namesTables } from '../../review/amongOthers.ts';
import type { Anchor, MappingChange, PatchReview, Review, ReviewFinding } from '../../review/model.ts';
import { printable } from '../../text/printable.ts';
import { type Place, SourceFile } from '../../text/source.ts';
import { listed } from '../../text/words.ts';
import { type TextOptions, textReport } from '../formats/text.ts';
import { printedPlace } from '../places.ts';
import { counted, gapsInWords } from '../summary.ts';
import { countsOf, notAnalysedIn } from './json.ts';

/** Names of functions in the line that sums up. */
const MOST_NAMES = 3;

/** Returns what there is to say of each patch, and a line that sums up. */
export function reviewText(
  review: Review,
  options: TextOptions & { existing: boolean; quiet: boolean },
): string {
  const paragraphs = review.patches.flatMap((patch) => paragraphOf(patch, options));
  const summary = options.quiet ? '' : `${summaryOf(review)}\n`;
  return [...paragraphs, summary].filter((part) => part !== '').join('\n');
}

function paragraphOf(
  patch: PatchReview,
  options: TextOptions & { existing: boolean; quiet: boolean },
): string[] {
  const { colors, display, existing } = options;
  if (patch.status !== 'applied') return [];
  const known = existing ? patch.existing : [];
  const { changedMappings } = patch.reached;
  const told = [patch.introduced, patch.fixed, patch.notCompared, known, changedMappings];
  if (told.every(({ length }) => length === 0)) return [];
  const listOf = (what: string, some: readonly ReviewFinding[]) =>
    some.map(
      ({ finding: { place, message, rule } }) =>
        `${what} ${printedPlace(place, display)}: ${printable(message)} ${colors.dim(`[${rule}]`)}\n`,
    );
  const mappings = together(changedMappings).map((same) => mappingText(same, options));
  return [
    [
      `${colors.bold(headingOf(patch))}\n`,
      ...patch.introduced.map(
        (one) => textReport([one.finding], options) + changeNote(one, patch.changes, options),
      ),
      ...listOf(colors.green('fixed:'), patch.fixed),
      ...listOf(colors.cyan('not compared:'), patch.notCompared),
      ...mappings,
      ...listOf(colors.dim('existing:'), known),
    ].join(''),
  ];
}

/** Lines around one that a reader sees with it. */
const NEAR = 3;

/** Where the patch did it, when the finding does not stand there, nor in the same function a note of it. */
function changeNote(
  { finding, anchor }: ReviewFinding,
  changes: readonly Change[],
  { colors, display }: TextOptions,
): string {
  if (anchor === null) return '';
  const { file, line, side } = anchor;
  const isThere = ({ place }: { place: Place }) =>
    place.file.path === file && Math.abs(place.file.positionAt(place.start).line - line) <= NEAR;
  const name = functionAround(anchor, changes);
  // A note that stands there does not say that it is the change which the finding comes from.
  const isOfOther = name !== null && name !== finding.function;
  if ([finding, ...(isOfOther ? [] : shownSteps(finding))].some(isThere)) return '';
  const own = name === null || name === finding.function ? null : `${name}()`;
  const what =
    side === 'new'
      ? `the patch changes ${own === null ? 'this' : `${own} here`}`
      : `the patch takes a line out ${own === null ? '' : `of ${own} `}here`;
  return `${colors.bold(`${display(file)}:${line}:`)} ${colors.cyan('note:')} ${what}\n`;
}

/** The function that a changed line is one of: what callers rely on is not where they stand. */
function functionAround({ file: path, line, side }: Anchor, changes: readonly Change[]): string | null {
  const change = changes.find((one) => (side === 'new' ? one.newPath : one.oldPath) === path);
  const text = side === 'new' ? change?.after : change?.before;
  if (text == null) return null;
  const file = new SourceFile(path, text);
  const offset = file.offsetAt({ line, column: 1 });
  const { functions } = createProgram().addFile(file);
  return functions.find(({ item }) => item.start <= offset && offset < item.end)?.name ?? null;
}

/** A function and one that it calls to map have the same to say: once. */
function together(changes: readonly MappingChange[]): MappingChange[][] {
  const found = new Map<string, MappingChange[]>();
  for (const change of changes) {
    const key = JSON.stringify([change.before, change.after]);
    found.set(key, [...(found.get(key) ?? []), change]);
  }
  return [...found.values()];
}

/** What is said of some mapping on the one side and of none on the other. */
function wordsOnlyIn(ones: readonly string[], others: readonly string[]): string[] {
  const known = new Set(others.flatMap((words) => words.split(', ')));
  return [...new Set(ones.flatMap((words) => words.split(', ')))].filter((one) => !known.has(one));
}

/** As a diff has it: what user space could do with the mapping, and what it can do now. */
function mappingText(same: readonly MappingChange[], { colors, display }: TextOptions): string {
  const { file, line, before, after } = same[0] as MappingChange;
  const names = [...new Set(same.map((one) => `${printable(one.function)}()`))];
  const [gone, come] = [wordsOnlyIn(before, after), wordsOnlyIn(after, before)];
  const lines = [
    `${display(file)}:${line}: ${colors.cyan('mapping:')} what user space can do with that of ${listed(names)}`,
    ...before.map((words) => `  - ${words}`),
    ...after.map((words) => `  + ${words}`),
    ...(gone.length > 0 ? [`  no longer: ${gone.join(', ')}`] : []),
    ...(come.length > 0 ? [`  new: ${come.join(', ')}`] : []),
  ];
  return lines.map((each) => `${each}\n`).join('');
}

/** Above what is said of a patch: its subject, or the files that a bare diff changes. */
function headingOf(patch: PatchReview): string {
  if (patch.mail.title?.trim()) return titleOf(patch);
  const paths = [...new Set(patch.changes.map(({ oldPath, newPath }) => newPath ?? oldPath ?? ''))];
  const shown = paths.length > MOST_NAMES ? [...paths.slice(0, MOST_NAMES), 'others'] : paths;
  return paths.length === 0 ? titleOf(patch) : printable(`patch of ${listed(shown)}`);
}

/** What a patch is called: by its subject, or by its place. */
export function titleOf({ mail, index }: Pick<PatchReview, 'mail' | 'index'>): string {
  return mail.title?.trim() ? printable(mail.title) : `patch ${index}`;
}

function summaryOf(review: Review): string {
  const { applied, skipped, failed, introduced, fixed, handlers, mappings } = countsOf(review);
  const parts = [
    `${applied} patch${applied === 1 ? '' : 'es'} applied`,
    ...(skipped > 0 ? [`${skipped} skipped (${reasonsOf(review)})`] : []),
    ...(failed > 0 ? [`${failed} failed`] : []),
  ];
  const seconds = (review.milliseconds / 1000).toFixed(1);
  const where = [
    counted(handlers, 'handler', 'handlers'),
    counted(mappings, 'mmap function', 'mmap functions'),
  ].filter((part) => part !== '');
  // A finding in a function of the library is reached from tables that it names.
  const ofLibrary = review.patches.flatMap(({ introduced }) =>
    introduced.flatMap(({ finding }) => (namesTables(finding) ? [`${finding.function}() itself`] : [])),
  );
  const isReached = ofLibrary.length > 0;
  const isSilent = review.patches.some(
    ({ reached: { tablesNotChecked, notFollowed } }) => tablesNotChecked.length + notFollowed.length > 0,
  );
  const isSaid = introduced + fixed > 0 || isSilent || applied === 0;
  const checked = where.length > 0 ? where : [...new Set(ofLibrary)];
  const tail = `${releasesOf(review)}, ${seconds} s)`;
  if (checked.length === 0 && !isSaid)
    return [
      `nothing was checked: no handler or mmap function is reached (${parts.join(', ')}; ${tail}`,
      ...silences(review, isReached),
    ].join('; ');
  const reached = checked.length > 0 ? ` in ${listed(checked)}` : '';
  const found = `${introduced} introduced, ${fixed} fixed${reached}`;
  return [`${parts.join(', ')}: ${found} (${tail}`, ...silences(review, isReached)].join('; ');
}

/** Why patches were skipped, each reason once. */
function reasonsOf({ patches }: Review): string {
  const reasons = patches.flatMap(({ status, reason }) => (status === 'skipped' ? (reason ?? []) : []));
  return printable([...new Set(reasons)].join(', '));
}

/** What the patches were checked against: each may tell another release. */
function releasesOf({ release, patches }: Review): string {
  const inferred = [...new Set(patches.flatMap(({ reached }) => reached.inferred ?? []))];
  return releaseInWords(release, inferred.length > 0 ? listed(inferred) : null);
}

const tablesNotChecked = (patches: readonly PatchReview[]) => [
  ...new Set(patches.flatMap(({ reached }) => reached.tablesNotChecked)),
];

function gapByName({ function: name, gap, reason }: NotAnalysed): string {
  if (gap === 'result') return `${name}(): ${reason}`;
  return `${name}${gap === 'table' ? '' : '()'} not analysed to the end`;
}

/** A finding says already what is wrong with its result. */
function isToldOf({ function: name, gap }: NotAnalysed, patches: readonly PatchReview[]): boolean {
  if (gap !== 'result') return false;
  return patches.some(({ introduced }) =>
    introduced.some(({ finding }) => finding.message.includes(`${name}() returns`)),
  );
}

/** `, as ext4_page_mkwrite()`: some that may be broken now. */
function callersOf(patches: readonly PatchReview[]): string {
  const all = patches.flatMap(({ reached }) => reached.callersNotChecked);
  const names = [...new Set(all.map((one) => `${one.slice(one.indexOf(':') + 1)}()`))];
  if (names.length === 0) return '';
  const more = names.length > MOST_NAMES ? [`${names.length - MOST_NAMES} more`] : [];
  return `: ${listed([...names.slice(0, MOST_NAMES), ...more])}`;
}

/** What was not looked at, or not to the end. */
function silences({ patches }: Review, isReached: boolean): string[] {
  const all = notAnalysedIn(patches).filter((gap) => !isToldOf(gap, patches));
  const gaps = all.filter(({ isOld }) => isOld !== true);
  const old = all.length - gaps.length;
  const names = new Set(patches.flatMap(({ reached }) => reached.notFollowed.map((name) => `${name}()`)));
  const shown = names.size > MOST_NAMES ? [...[...names].slice(0, MOST_NAMES), 'others'] : [...names];
  const tables = tablesNotChecked(patches);
  const lost = patches.reduce((sum, { notCompared }) => sum + notCompared.length, 0);
  return [
    lost === 0
      ? ''
      : lost === 1
        ? '1 earlier finding not compared: code that it rests on can no longer be read'
        : `${lost} earlier findings not compared: code that they rest on can no longer be read`,
    ...(gaps.length > MOST_NAMES ? gapsInWords(gaps) : gaps.map(gapByName)),
    old === 0 ? '' : `some results of ${counted(old, 'handler', 'handlers')} not known, as before the patch`,
    names.size === 0
      ? ''
      : `callers of ${listed(shown)} not checked${isReached ? ' one by one' : ''}${callersOf(patches)}`,
    tables.length === 0 ? '' : `changed tables not checked: ${listed(tables)}`,
  ].filter((part) => part !== '');
}
