// SPDX-License-Identifier: GPL-2.0-only
/** How a function comes to an object from the VMA that it is handed, apart from the names of its variables. */
import type { Expression, FunctionSyntax } from '../../syntax/ast.ts';
import { structIn } from '../declarations/structIn.ts';
import { type Local, readLocals } from './locals.ts';

/** More variables in a row than this tell nothing. */
const MOST_STEPS = 5;

/**
 * Returns the members from the VMA parameter to an object, `vm_private_data.client.ref` for `&foo->client->ref` as for
 * `&client->ref`. Null where a variable has more values than one, or something else leads there.
 */
export function pathOf(e: Expression, variant: FunctionSyntax): string | null {
  const vma = variant.parameters.find(({ type }) => structIn(type) === 'vm_area_struct')?.name;
  return vma ? pathFrom(vma, e, readLocals(variant), 0) : null;
}

function pathFrom(
  vma: string,
  e: Expression,
  locals: ReadonlyMap<string, Local>,
  steps: number,
): string | null {
  switch (e.kind) {
    case 'cast':
      return pathFrom(vma, e.value, locals, steps);
    case 'unary':
      return e.op === '&' ? pathFrom(vma, e.operand, locals, steps) : null;
    case 'member': {
      const object = pathFrom(vma, e.object, locals, steps);
      return object === null ? null : `${object}.${e.property}`;
    }
    case 'identifier': {
      if (e.name === vma) return '';
      const [value, ...others] = locals.get(e.name)?.values ?? [];
      if (value === undefined || others.length > 0 || steps === MOST_STEPS) return null;
      return pathFrom(vma, value, locals, steps + 1);
    }
    default:
      return null;
  }
}
