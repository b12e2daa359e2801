// SPDX-License-Identifier: GPL-2.0-only
/** `vmops docs`: the contract of an op in a release, or what changed of it between two. */
import { resolve } from 'node:path';
import { OPS } from '../../contracts/data.ts';
import { kernelFor } from '../../contracts/kernel.ts';
import type { Kernel, Release } from '../../contracts/model.ts';
import { isSince } from '../../contracts/release.ts';
import type { StructContracts, StructOpContract } from '../../contracts/structContracts.ts';
import { treeContracts, treeKernel } from '../../core/documents.ts';
import { findTreeRoot } from '../../io/tree.ts';
import { markdownForTerminal } from '../../report/markdown.ts';
import { paragraphs, plainLink } from '../../report/pages/markdown.ts';
import { opPage } from '../../report/pages/op.ts';
import { opChangesPage } from '../../report/pages/opChanges.ts';
import { structOpPage } from '../../report/pages/structOp.ts';
import { suggestion } from '../../text/suggest.ts';
import { EXIT, UsageError } from '../errors.ts';
import { parseKernel } from '../options/options.ts';
import { type ColorMode, outputColors, writeOut } from '../terminal.ts';

export interface DocsOptions {
  kernel?: string;
  tree?: string;
  format: 'text' | 'markdown';
  color: ColorMode;
}

const VM = 'vm_operations_struct';

/**
 * Prints the page of an op: `fault`, `vm_operations_struct.fault`, or an op of another struct where there is a tree.
 * Throws UsageError for a name that no struct has.
 */
export async function docsCommand(name: string, options: DocsOptions): Promise<number> {
  const [, struct = null, op = name] = /^(?:struct )?(\w+)\.(\w+)$/.exec(name) ?? [];
  const page = await pageOf(struct, op, options);
  const text =
    options.format === 'markdown' ? `${page}\n` : markdownForTerminal(page, outputColors(options.color));
  writeOut(text);
  return EXIT.clean;
}

async function pageOf(struct: string | null, op: string, options: DocsOptions): Promise<string> {
  const range = /^(.+?)\.\.(.+)$/.exec(options.kernel ?? '');
  const tree = treeOf(options);
  if (struct === null || struct === VM) {
    const page = range
      ? changesPage(op, parseKernel(range[1] as string), parseKernel(range[2] as string))
      : opPage(op, kernelOf(options, tree), plainLink);
    if (page !== null) return paragraphs([page, struct === null ? await alsoIn(op, tree) : '']);
  }
  const contracts: StructContracts = tree === null ? new Map() : await treeContracts(tree);
  const found = [...contracts].flatMap(([name, ops]): StructOpContract[] => {
    const contract = struct === null || struct === name ? ops.get(op) : undefined;
    return contract && name !== VM ? [contract] : [];
  });
  if (found.length === 0) throw new UsageError(unknown(struct, op, contracts, tree));
  if (options.kernel !== undefined)
    throw new UsageError(
      `--kernel: of struct ${found[0]?.struct} only what a tree says is known; name the tree with --tree`,
    );
  return paragraphs(found.map((contract) => structOpPage(contract, plainLink)));
}

/** Names the other structs of a tree that have an op of that name. */
async function alsoIn(op: string, tree: string | null): Promise<string> {
  if (tree === null) return '';
  const others = [...(await treeContracts(tree))].filter(([name, ops]) => name !== VM && ops.has(op));
  const names = others.map(([name]) => `\`${name}.${op}\``);
  return names.length === 0 ? '' : `Also an op of other structs: ${names.join(', ')}.`;
}

function changesPage(op: string, from: Release, to: Release): string | null {
  const [a, b] = [kernelFor(from, 'option'), kernelFor(to, 'option')];
  const isForward = isSince(to, `${from.major}.${from.minor}.${from.patch}`);
  return isForward ? opChangesPage(op, a, b) : opChangesPage(op, b, a);
}

function treeOf({ tree }: DocsOptions): string | null {
  if (tree === undefined) return findTreeRoot(process.cwd());
  const root = findTreeRoot(resolve(tree));
  if (root === null)
    throw new UsageError(
      `--tree ${tree}: no kernel tree is there or above it (one has a Makefile and include/linux/mm.h)`,
    );
  return root;
}

function kernelOf({ kernel }: DocsOptions, tree: string | null): Kernel {
  if (kernel !== undefined) return kernelFor(parseKernel(kernel), 'option');
  return treeKernel(tree);
}

function unknown(struct: string | null, op: string, contracts: StructContracts, tree: string | null): string {
  const names = [
    ...(struct === null ? [...contracts.values()] : [contracts.get(struct) ?? new Map()]),
  ].flatMap((ops) => [...ops.keys()]);
  const known = [
    ...new Set([...(struct === null || struct === VM ? OPS.map((data) => data.op) : []), ...names]),
  ];
  const where = struct === null ? '' : ` of struct ${struct}`;
  const hint = suggestion(op, known);
  return `no op named ${op}${where}${hint || (tree === null ? '; of other structs than vm_operations_struct only a tree tells: --tree' : '')}`;
}
