// SPDX-License-Identifier: GPL-2.0-only
/** The page of an op of any struct: its prototype in this tree, its row in the locking document, and its prose there. */
import { formatPrototype } from '../../contracts/prototype.ts';
import type { MayBlock, StructOpContract } from '../../contracts/structContracts.ts';
import { bullets, codeBlock, type Link, paragraphs, quotation } from './markdown.ts';

/** Returns the page. */
export function structOpPage(contract: StructOpContract, link: Link): string {
  const { struct, op, member, locks, documented } = contract;
  const rows = [...locks].filter(([column]) => !/^may block$/i.test(column));
  const lines = [
    ...rows.map(([column, cell]) => `${column}: *${cell}*`),
    ...(contract.mayBlock === null ? [] : [BLOCKS[contract.mayBlock]]),
  ];
  return paragraphs([
    member ? codeBlock(declared(contract)) : '',
    `**${op}** of \`struct ${struct}\`${member?.guard ? ` · only with \`${member.guard}\`` : ''}`,
    member ? `Declared in ${link(member.place)}.` : 'The header of this tree has no such member.',
    documented
      ? `**The locking document of this tree** (${link(documented)})`
      : 'The documents do not mention it.',
    bullets(lines),
    ...contract.paragraphs.map(({ file, start, end }) => quotation(file.text.slice(start, end))),
  ]);
}

const BLOCKS: Record<Exclude<MayBlock, null>, string> = {
  yes: 'may block',
  no: '**may not block**',
  maybe: 'may block in some calls only',
};

function declared({ op, member }: StructOpContract): string {
  if (!member) return op;
  if (member.kind === 'callback') return formatPrototype(op, member.prototype);
  const { returns } = member.prototype;
  return `${returns}${returns.endsWith('*') ? '' : ' '}${op}`;
}
