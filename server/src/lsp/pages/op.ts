// SPDX-License-Identifier: GPL-2.0-only
/** The page of an op in an editor: what one looks for in the first lines, the rest below or behind a link. */
import { disagreementsOf } from '../../contracts/guidance.ts';
import type { Kernel, OpContract } from '../../contracts/model.ts';
import { declaredParameters, parameterNames } from '../../contracts/parameterNames.ts';
import { formatPrototype } from '../../contracts/prototype.ts';
import { formatRelease, isSince } from '../../contracts/release.ts';
import { keptPage } from '../../io/keptPages.ts';
import { entryOf, opPage as everything, resultLine } from '../../report/pages/op.ts';
import type { Session } from '../session/session.ts';
import { uriOfPath } from '../uris.ts';
import { codeBlock, linksInto, paragraphs, placeLink, quotation, section } from './markdown.ts';

export { entryOf };

/** Returns the page, or null for a name that no release has. */
export function opPage(op: string, session: Session): string | null {
  const { kernel, base } = session;
  const contract = kernel.ops.get(op);
  if (!contract) return everything(op, kernel, linksInto(base));
  return paragraphs([codeBlock(prototypeText(contract, kernel)), opText(contract, session)]);
}

/** `vm_fault_t (*fault)(struct vm_fault *vmf)`, with the parameter names of the header. */
export function prototypeText(contract: OpContract, kernel: Kernel): string {
  const { op, prototype } = contract;
  return formatPrototype(op, prototype, declaredParameters(prototype, parameterNames(contract, kernel)));
}

/** Pages by the kernel that they are of: it stays as long as its headers and documents do. */
const texts = new WeakMap<Kernel, Map<string, string>>();

/** The page of an op that the release has, for who shows its prototype already. */
export function opText(contract: OpContract, session: Session): string {
  const known = texts.get(session.kernel) ?? new Map<string, string>();
  texts.set(session.kernel, known);
  const text = known.get(contract.op) ?? textOf(contract, session);
  known.set(contract.op, text);
  return text;
}

function textOf(contract: OpContract, session: Session): string {
  const { kernel } = session;
  const { op } = contract;
  const guard = contract.guard === null ? '' : ` · only with \`${contract.guard}\``;
  return paragraphs([
    `**${op}** · Linux ${formatRelease(kernel.release)}${guard}`,
    contract.description,
    contract.result === 'data' ? '' : `**On entry**: ${entryOf(contract).join(' · ')}`,
    allowed(contract),
    links(contract, session),
    section('What core does with the results', contract.results.map(resultLine)),
    section('Not accepted', contract.refused.map(resultLine)),
    section('The handler must', contract.obligations),
    documentPart(op, session),
    section('Document and core', disagreementsOf(op, kernel)),
  ]);
}

const RESULTS: Partial<Record<OpContract['result'], string>> = {
  errno: '**Returns**: 0 or a negative errno',
  count: '**Returns**: the number of bytes handled, or a negative errno',
};

function allowed({ result, results }: OpContract): string {
  if (results.length === 0) return RESULTS[result] ?? '';
  return `**Returns**: ${results.map(({ name }) => (name === '0' ? '`0`' : `\`VM_FAULT_${name}\``)).join(', ')}`;
}

function links(contract: OpContract, { kernel, base }: Session): string {
  const { op, history, source } = contract;
  const documented = kernel.document.get(op);
  const place = documented?.paragraphs[0]?.place ?? documented?.row?.place ?? documented?.prototype?.place;
  const known = history.filter((line) => isSince(kernel.release, line.split(':')[0] as string));
  const whole = everything(
    op,
    { ...kernel, ops: new Map([[op, { ...contract, history: known }]]) },
    linksInto(base),
  );
  const page =
    known.length === 0 || whole === null ? null : keptPage(`${op}-${formatRelease(kernel.release)}`, whole);
  return [
    place ? placeLink(place, base) : '',
    page === null ? '' : `[History](${uriOfPath(page)})`,
    source === '' ? '' : `Called from: ${source}`,
  ]
    .filter((part) => part !== '')
    .join(' · ');
}

function documentPart(op: string, { kernel, base }: Session): string {
  const documented = kernel.document.get(op);
  if (!documented) return '';
  const { row, paragraphs: prose } = documented;
  const cells = Object.entries(row?.cells ?? {}).filter(([, cell]) => cell !== '');
  const first = prose[0]?.place ?? row?.place ?? documented.prototype?.place;
  return paragraphs([
    first ? `**The locking document of this tree** (${placeLink(first, base)})` : '',
    cells.map(([column, cell]) => `${column}: *${cell}*`).join(' · '),
    ...prose.map(({ place }) => quotation(place.file.text.slice(place.start, place.end))),
  ]);
}
