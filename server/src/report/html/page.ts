// SPDX-License-Identifier: GPL-2.0-only
/** The report as one page that needs nothing but itself. */

import type { MappingReport } from '../../analysis/reports/model/mappings.ts';
import type { HandlerReport } from '../../analysis/reports/report.ts';
import { formatRelease } from '../../contracts/release.ts';
import type { DocsResult } from '../../core/docsCheck.ts';
import type { LintRun } from '../../core/lint.ts';
import { mappingCandidates } from '../../facts/mappings/mappings.ts';
import type { OpsTable } from '../../facts/model.ts';
import type { Finding } from '../../findings/finding.ts';
import { shownSteps } from '../../findings/path.ts';
import type { Place } from '../../text/source.ts';
import { findingsByTable } from '../findingsByTable.ts';
import { type MatrixTree, matrixOf } from '../matrix.ts';
import { entryOf } from '../pages/op.ts';
import { resultsInWords, resultsOf } from '../results.ts';
import { summaryLine } from '../summary.ts';
import { prospectsOf } from './becomes.ts';
import { type Branch, branchesOf } from './branches.ts';
import { excerpt } from './excerpt.ts';
import { Html, html, jsonFor } from './html.ts';

/** The parts of the page that are files of their own, and what only the edge can work out. */
export interface PageParts {
  style: string;
  script: string;
  /** The `script-src` or `style-src` of a text: `'sha256-…'`. */
  sourceOf: (text: string) => string;
  version: string;
}

/** Returns the whole page. `docs` is null for code without a tree. */
export function htmlReport(run: LintRun, docs: DocsResult | null, parts: PageParts): string {
  const findings = run.findings;
  const ids = new Map(findings.map((finding, i) => [finding, `finding-${i + 1}`]));
  const matrix = matrixTree(run, ids);
  const model = matrixOf([matrix]);
  const links = model.matrix.rows.map((_, row) =>
    [-1, ...model.matrix.columns.keys()].map((column) => model.placeOf(row, column)),
  );
  const policy = `default-src 'none'; style-src ${parts.sourceOf(parts.style)}; script-src ${parts.sourceOf(parts.script)}; base-uri 'none'; form-action 'none'`;
  const release = formatRelease(run.kernel.release);
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="generator" content="vmops ${parts.version}">
<title>vmops: Linux ${release}</title>
<style>${new Html(parts.style)}</style>
</head>
<body>
<a class="skip" href="#findings">To the findings</a>
<header class="top">
<h1>vmops <small>Linux ${release}</small></h1>
<p>${summaryLine(run)}</p>
<nav aria-label="Parts of the report">${NAVIGATION.map(([id, title]) => html`<a href="#${id}">${title}</a>`)}</nav>
<div class="tools">
<input id="search" type="search" placeholder="Search findings, handlers, tables" aria-label="Search findings, handlers, tables" spellcheck="false">
<fieldset id="severities" aria-label="Show only findings that are"></fieldset>
<button id="theme" type="button">Light or dark</button>
<span id="hits" role="status"></span>
</div>
</header>
<main>
${matrixPart()}
${findingsPart(findings, ids)}
${handlersPart(run.reports)}
${mappingsPart(run.mappings)}
${documentPart(docs)}
${releasePart(run)}
</main>
<script type="application/json" id="data">${jsonFor({ matrix: model.matrix, links })}</script>
<script type="module">${new Html(parts.script)}</script>
</body>
</html>
`;
  return page.text;
}

const NAVIGATION: [string, string][] = [
  ['matrix', 'Matrix'],
  ['findings', 'Findings'],
  ['handlers', 'Handlers'],
  ['mappings', 'Mappings'],
  ['documentation', 'Documentation'],
  ['release', 'Release'],
];

/** Places of the matrix are addresses in the page. */
function matrixTree(run: LintRun, ids: ReadonlyMap<Finding, string>): MatrixTree<string> {
  const { tables, handlers, program, kernel } = run;
  const byTable = findingsByTable({ tables, handlers, mappings: mappingCandidates(program) }, run.findings);
  const definitions = new Map(handlers.map(({ member, definitions: found }) => [member, found[0]]));
  const ordered = [...tables].sort((a, b) => (a.place.file.path < b.place.file.path ? -1 : 1));
  return {
    root: run.base,
    release: formatRelease(kernel.release),
    ops: [...kernel.ops.keys()],
    checked: true,
    tables: ordered.map((table) => ({
      name: table.name,
      path: table.place.file.path,
      location: '#matrix',
      members: table.members.map((member) => {
        const definition = definitions.get(member);
        return {
          op: member.op,
          handler: member.handler,
          location: '#matrix',
          definition: definition ? `#${handlerId(definition.file.path, definition.name, member.op)}` : null,
        };
      }),
      findings: (byTable.get(table) ?? []).map((finding) => {
        const { rule, severity, message, op } = finding;
        return { rule, severity, message, op, location: `#${ids.get(finding) ?? 'findings'}` };
      }),
    })),
  };
}

function handlerId(path: string, name: string, op: string): string {
  return `handler-${`${path}-${name}-${op}`.replace(/[^A-Za-z0-9]+/g, '-')}`;
}

function matrixPart(): Html {
  return html`<section id="matrix" aria-labelledby="title">
<h2 id="title">Tables by ops</h2>
<div class="tools">
<input id="filter" type="search" placeholder="Filter by table, folder, handler or op" aria-label="Filter by table, folder, handler or op" aria-controls="grid" spellcheck="false">
<fieldset id="states" aria-label="Show only tables with"></fieldset>
<button id="check" type="button" hidden></button>
</div>
<p id="count" role="status"></p>
<div id="scroll"><table id="grid" role="grid" aria-labelledby="title" aria-describedby="help"><thead></thead><tbody></tbody></table>
<p id="none" hidden>No table fits the filter.</p></div>
<p id="detail"></p>
<p id="help">✓ nothing found, empty: not implemented. Arrow keys move, Enter opens the place, / filters.</p>
</section>`;
}

function findingsPart(findings: readonly Finding[], ids: ReadonlyMap<Finding, string>): Html {
  return html`<section id="findings"><h2>Findings</h2>
${findings.length === 0 ? html`<p>Nothing was found.</p>` : ''}
${findings.map((finding) => findingPart(finding, ids.get(finding) ?? ''))}
</section>`;
}

function findingPart(finding: Finding, id: string): Html {
  const { rule, severity, message, place, confidence, table, op } = finding;
  const about = [finding.function && `${finding.function}()`, op, table].filter(Boolean).join(' · ');
  const steps = shownSteps(finding);
  return html`<article id="${id}" class="item finding ${severity}" data-severity="${severity}" tabindex="-1">
<h3><span class="sign ${severity}" aria-hidden="true">${SIGNS[severity]}</span> ${words(message)}</h3>
<p class="meta"><span class="word">${severity === 'information' ? 'remark' : severity}</span> <code>${rule}</code> ${about} <span class="where">${whereOf(place)}</span>${confidence === 'high' ? '' : ` · confidence ${confidence}`}</p>
${excerpt(place)}
${
  steps.length === 0
    ? ''
    : html`<details><summary>${steps.length === 1 ? '1 step that leads there' : `${steps.length} steps that lead there`}</summary><ol>${steps.map(
        (step) =>
          html`<li><p>${words(step.message)} <span class="where">${whereOf(step.place)}</span></p>${excerpt(step.place, 1)}</li>`,
      )}</ol></details>`
}
</article>`;
}

const SIGNS = { error: '✕', warning: '▲', information: 'i' };

/** A message with what stands between backticks as code. */
function words(message: string): Html {
  return html`${message.split('`').map((part, i) => (i % 2 === 1 ? html`<code>${part}</code>` : part))}`;
}

function whereOf(place: Place): string {
  const { line } = place.file.positionAt(place.start);
  return `${place.file.path}:${line}`;
}

function handlersPart(reports: readonly HandlerReport[]): Html {
  const byHandler = new Map<string, HandlerReport[]>();
  for (const report of reports) {
    const { definition, op } = report;
    const id = handlerId(definition.file.path, definition.name, op);
    byHandler.set(id, [...(byHandler.get(id) ?? []), report]);
  }
  const sorted = [...byHandler].sort(([a], [b]) => (a < b ? -1 : 1));
  return html`<section id="handlers"><h2>Handlers</h2>
<p>For each handler, which branch gives which result.</p>
${sorted.map(([id, own]) => handlerPart(id, own))}
</section>`;
}

function handlerPart(id: string, reports: readonly HandlerReport[]): Html {
  const [{ definition, op }] = reports as [HandlerReport];
  const tables = [...new Set(reports.flatMap((report) => report.tables.map(({ name }) => name)))];
  const place = { file: definition.file, ...definition.item.nameSpan };
  const ways = resultsInWords(resultsOf(reports)).map((way) => way.replaceAll('`', ''));
  return html`<details id="${id}" class="item handler" tabindex="-1">
<summary><code>${definition.name}()</code> as <code>${op}</code> <span class="ways">${ways.join(' · ')}</span></summary>
<p class="meta">${tables.join(', ')} <span class="where">${whereOf(place)}</span></p>
${reports.map((report) => variantPart(report))}
</details>`;
}

function variantPart(report: HandlerReport): Html {
  const arms = report.configuration.map(({ condition, taken }) => (taken ? condition : `!(${condition})`));
  const root = branchesOf(report);
  return html`${arms.length === 0 ? '' : html`<p class="meta">where ${arms.join(', ')}</p>`}
<ul class="branches">${branchPart(root, 0)}</ul>
${report.status === 'complete' ? '' : html`<p class="meta">not analysed to the end</p>`}`;
}

/** Deeper trees are cut: a page is read. */
const DEPTH = 40;

function branchPart(branch: Branch, depth: number): Html {
  const results = branch.results.map(
    ({ values, notes, place }) =>
      html`<li class="result">${values.map((value) => html`<code class="value">${value}</code> `)}${notes.length === 0 ? '' : `${notes.join(', ')} `}<span class="where">line ${place.file.positionAt(place.start).line}</span></li>`,
  );
  const children =
    depth > DEPTH
      ? [html`<li class="meta">…</li>`]
      : branch.children.map((child) => {
          let at = child;
          const tests = [testPart(at)];
          // A chain of tests without another way is one line each, not one indent each.
          while (at.children.length === 1 && at.results.length === 0) {
            at = at.children[0] as Branch;
            tests.push(testPart(at));
          }
          return html`<li class="branch">${tests}<ul>${branchPart(at, depth + 1)}</ul></li>`;
        });
  return html`${results}${children}`;
}

function testPart({ test }: Branch): Html {
  if (!test) return html``;
  return html`<span class="test"><code>${test.text}</code> <em class="${test.truth ? 'yes' : 'no'}">${test.truth ? 'yes' : 'no'}</em> <span class="where">line ${test.place.file.positionAt(test.place.start).line}</span></span>`;
}

function mappingsPart(mappings: readonly MappingReport[]): Html {
  const parts = mappings.flatMap((report) =>
    report.exits.some(({ table }) => table !== null) ? [mappingPart(report)] : [],
  );
  return html`<section id="mappings"><h2>Mappings</h2>
<p>For each function that maps: the table that it installs, the flags that it leaves, and what user space may make of the mapping later.</p>
${parts.length === 0 ? html`<p>No function that maps was found.</p>` : parts}
</section>`;
}

function mappingPart({ definition, exits }: MappingReport): Html {
  const place = { file: definition.file, ...definition.item.nameSpan };
  const shown = new Map<string, Html>();
  for (const exit of exits) {
    const flags = [
      ...exit.flags.changedTo(true).map((flag) => `+${flag}`),
      ...exit.flags.changedTo(false).map((flag) => `−${flag}`),
    ];
    const rows = prospectsOf(exit).map(
      ({ what, may, why }) =>
        html`<tr class="${may}"><th scope="row">${what}</th><td>${MAY[may]}</td><td>${why}</td></tr>`,
    );
    const part = html`<div class="exit"><p>${tableText(exit.table)} <span class="flags">${flags.sort().join(' ') || 'no flags of its own'}</span></p>
<table class="prospects"><tbody>${rows}</tbody></table></div>`;
    shown.set(part.text, part);
  }
  return html`<details class="item mapping"><summary><code>${definition.name}()</code> <span class="where">${whereOf(place)}</span></summary>${[...shown.values()]}</details>`;
}

const MAY = { yes: 'may', no: 'may not', unknown: 'not known' };

function tableText(table: { name: string; definition: OpsTable | null } | null): Html {
  return table === null ? html`no table` : html`installs <code>${table.name}</code>`;
}

function documentPart(docs: DocsResult | null): Html {
  const body =
    docs === null
      ? html`<p>There is no tree whose documentation could be checked.</p>`
      : docs.badInputs.length > 0
        ? html`<p>Not checked: ${docs.badInputs.map(({ reason }) => reason).join('; ')}.</p>`
        : docs.findings.length === 0
          ? html`<p>The documents agree with the headers.</p>`
          : driftPart(docs.findings);
  return html`<section id="documentation"><h2>Documentation</h2>
<p>Where the locking document and vfs.rst differ from the tree's own headers and mm/.</p>
${body}
</section>`;
}

function driftPart(findings: readonly Finding[]): Html {
  const byStruct = new Map<string, Finding[]>();
  for (const finding of findings) {
    const struct = finding.table ?? '';
    byStruct.set(struct, [...(byStruct.get(struct) ?? []), finding]);
  }
  return html`${[...byStruct].map(
    ([
      struct,
      own,
    ]) => html`<details class="item drift"><summary><code>struct ${struct}</code> ${own.length}</summary>
<table><thead><tr><th scope="col">Op</th><th scope="col">What</th><th scope="col">Rule</th><th scope="col">Where</th></tr></thead><tbody>
${own.map(
  ({ op, message, rule, place }) =>
    html`<tr><th scope="row"><code>${op}</code></th><td>${message}</td><td><code>${rule}</code></td><td class="where">${whereOf(place).replace(/^.*\//, '')}</td></tr>`,
)}
</tbody></table></details>`,
  )}`;
}

function releasePart({ kernel, releaseNote }: LintRun): Html {
  const codes = [...kernel.faultCodes].sort(([, a], [, b]) => a - b);
  return html`<section id="release"><h2>Linux ${formatRelease(kernel.release)}</h2>
<p>${releaseNote ?? SOURCES[kernel.releaseSource]}</p>
${[...kernel.ops.values()].map(
  (
    contract,
  ) => html`<details class="item op"><summary><code>${contract.op}</code> ${contract.description}</summary>
<ul>${entryOf(contract).map((line) => html`<li>${line.replaceAll(/[`*]/g, '')}</li>`)}</ul>
${contract.results.length === 0 ? '' : html`<table><tbody>${contract.results.map(({ name, meaning }) => html`<tr><th scope="row"><code>${name === '0' ? '0' : `VM_FAULT_${name}`}</code></th><td>${meaning}</td></tr>`)}</tbody></table>`}
<ul>${contract.obligations.map((line) => html`<li>${line}</li>`)}</ul></details>`,
)}
<details class="item codes"><summary>Fault codes</summary><table><tbody>${codes.map(([name, value]) => html`<tr><th scope="row"><code>VM_FAULT_${name}</code></th><td>0x${value.toString(16)}</td></tr>`)}</tbody></table></details>
</section>`;
}

const SOURCES = {
  makefile: "The release is that of the tree's Makefile.",
  option: 'The release was named on the command line.',
  inferred: 'The release was inferred from the code.',
  default: 'The newest known release.',
};
