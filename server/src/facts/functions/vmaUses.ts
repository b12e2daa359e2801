// SPDX-License-Identifier: GPL-2.0-only
/** What a function does with the VMA that it is given. */
import type { Call, Statement } from '../../syntax/ast.ts';
import { remembered } from '../../text/remembered.ts';
import type { Place } from '../../text/source.ts';
import type { FunctionDefinition } from '../model.ts';
import { walk } from './visit.ts';

/** A call that hands on the VMA and nothing else. */
export interface HandedVma {
  callee: string;
  place: Place;
}

/** The name of the parameter that is a VMA, or the description of one to come; `vma` where there is none. */
function vmaOf(definition: FunctionDefinition): string {
  for (const { parameters } of definition.heads())
    for (const { name, type } of parameters) if (TYPES.has(type)) return name;
  return 'vma';
}

const TYPES = new Set(['struct vm_area_struct *', 'struct vm_area_desc *']);

/** Returns the calls that hand on the VMA alone, in the order of the text. */
export function handedVma(definition: FunctionDefinition): HandedVma[] {
  const vma = vmaOf(definition);
  const { file } = definition;
  const found: HandedVma[] = [];
  const body = definition.variants()[0]?.body;
  if (!body) return found;
  walk(body, (node) => {
    if (node.kind !== 'call' || node.callee.kind !== 'identifier' || node.args.length !== 1) return;
    const [only] = node.args;
    if (only?.kind === 'identifier' && only.name === vma)
      found.push({ callee: node.callee.name, place: { file, start: node.start, end: node.end } });
  });
  return found;
}

/** Whether the function asks for the size of its VMA, other than to print it. */
export const readsSize: (definition: FunctionDefinition) => boolean = remembered(asksForSize);

const SIZE = new Set(['vm_start', 'vm_end']);

function asksForSize(definition: FunctionDefinition): boolean {
  const vma = vmaOf(definition);
  return definition.variants().some(({ body }) => {
    let asks = false;
    let printedUntil = -1;
    walk(body, (node) => {
      if (isMessage(node as Statement)) printedUntil = Math.max(printedUntil, node.end);
      if (asks || node.start < printedUntil) return;
      if (node.kind === 'identifier') asks = node.name === 'vma_pages';
      else if (node.kind === 'opaque' || node.kind === 'opaque-statement')
        asks = node.names.some((name) => name === 'vma_pages' || SIZE.has(name));
      else if (node.kind === 'member' && SIZE.has(node.property))
        asks = node.object.kind === 'identifier' && node.object.name === vma;
    });
    return asks;
  });
}

/** A statement that only calls something with a text. */
function isMessage(node: Statement): boolean {
  return node.kind === 'expression' && node.expression.kind === 'call' && hasText(node.expression);
}

function hasText({ args }: Call): boolean {
  return args.some(({ kind }) => kind === 'string');
}
