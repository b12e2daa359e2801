import type { Prototype } from '../contracts/model.ts';
import { formatPrototype, samePrototype } from '../contracts/prototype.ts';
import { formatRelease } from '../contracts/release.ts';
import type { Draft, Rule } from './rule.ts';

/** Core calls the handler through the member's type; a handler of another type reads the wrong arguments. */
export const opPrototype: Rule = {
  id: 'op-prototype',
  title: "the handler's prototype is not the member's",
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'Return types and parameters of the members changed several times (one vmf argument in 4.11, vm_fault_t in 4.17, order instead of page_entry_size in 6.6); core calls every handler with those of its own release.',
  source: 'include/linux/mm.h, struct vm_operations_struct, 2.6.9 to 7.1',
  check({ kernel, handlers }) {
    const drafts = new Map<string, Draft>();
    for (const { table, member, definitions } of handlers) {
      const contract = kernel.ops.get(member.op);
      if (!contract || contract.result === 'data') continue;
      for (const definition of definitions) {
        const syntax = definition.variants()[0];
        if (!syntax) continue;
        const actual = { returns: syntax.returnType, parameters: syntax.parameters.map((p) => p.type) };
        if (samePrototype(actual, contract.prototype, kernel.typedefs)) continue;
        const place = { file: definition.file, start: syntax.nameSpan.start, end: syntax.nameSpan.end };
        const key = `${definition.file.path}:${place.start}:${member.op}`;
        if (drafts.has(key)) continue;
        drafts.set(key, {
          place,
          function: definition.name,
          table: table.name,
          op: member.op,
          message: `${signature(definition.name, actual)} does not fit ${formatPrototype(member.op, contract.prototype)} of ${formatRelease(kernel.release)}`,
          related: [{ place: member.handlerPlace, message: `${table.name} uses it for ${member.op}` }],
        });
      }
    }
    return [...drafts.values()];
  },
};

function signature(name: string, { returns, parameters }: Prototype): string {
  return `${returns}${returns.endsWith('*') ? '' : ' '}${name}(${parameters.join(', ') || 'void'})`;
}
