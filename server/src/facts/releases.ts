/** What a function releases of an object that hangs on a VMA. */
import type { Call, Expression, FunctionSyntax, Update } from '../syntax/ast.ts';
import type { Place } from '../text/source.ts';
import { readLocals } from './locals.ts';
import type { FunctionDefinition } from './model.ts';
import { walk } from './visit.ts';

export interface Release {
  /** The call, or the decrement. */
  place: Place;
  /** What it does, for a message. */
  what: string;
}

/**
 * Returns the calls and decrements that drop a reference to `vm_private_data` of the VMA parameter, to the private data of its file,
 * or to a part of these, judged by their names: puts, frees, decrements.
 */
export function releasesOf(definition: FunctionDefinition): Release[] {
  const variant = definition.variants()[0];
  if (!variant) return [];
  const { file } = definition;
  const text = ({ start, end }: Expression) => file.text.slice(start, end);
  return releasesIn(variant).map((node) => ({
    place: { file, start: node.start, end: node.end },
    what:
      node.kind === 'call'
        ? `calls ${text(node.callee)}(${text(node.args[0] as Expression)})`
        : `counts ${text(node.operand)} down`,
  }));
}

const RELEASES =
  /^(?:kv?free|vfree|fput|module_put|put_\w+|\w+_put|\w+_put_\w+|free_\w+|\w+_free|\w+_unref|\w+_unpin|atomic(?:64|_long)?_dec\w*|refcount_dec\w*|\w+_dec|pm_runtime_put\w*)$/;

function releasesIn(variant: FunctionSyntax): (Call | Update)[] {
  const vma = variant.parameters.find(({ type }) => /\bstruct vm_area_struct \*$/.test(type))?.name;
  if (!vma) return [];
  const locals = readLocals(variant);
  const own = new Set(
    [...locals]
      .filter(([, { values }]) => values.length === 1 && isOwn(values[0] as Expression, vma))
      .map(([name]) => name),
  );
  const result: (Call | Update)[] = [];
  walk(variant.body, (node) => {
    if (node.kind === 'update' && node.op === '--' && isField(node.operand, vma, own)) result.push(node);
    if (node.kind !== 'call' || node.callee.kind !== 'identifier' || !RELEASES.test(node.callee.name)) return;
    const argument = node.args[0];
    // A count of users of the device is nobody's for good.
    const counts = argument !== undefined && node.callee.name.startsWith('pm_runtime_put');
    if (argument && (counts || belongs(argument, vma, own))) result.push(node);
  });
  return result;
}

/** The private data, or the object around it. */
function isOwn(e: Expression, vma: string): boolean {
  if (e.kind === 'cast') return isOwn(e.value, vma);
  if (e.kind !== 'call') return isPrivateData(e, vma);
  const [argument] = e.args;
  if (e.callee.kind !== 'identifier' || argument === undefined) return false;
  return CONVERTS.test(e.callee.name) && isPrivateData(argument, vma);
}

/** `to_foo()`, `foo_to_bar()`, `container_of()`. */
const CONVERTS = /^to_\w+|_to_\w+|^container_of$/;

function isPrivateData(e: Expression, vma: string): boolean {
  if (e.kind === 'cast') return isPrivateData(e.value, vma);
  if (e.kind !== 'member') return false;
  if (e.property === 'vm_private_data') return e.object.kind === 'identifier' && e.object.name === vma;
  const { object } = e;
  return (
    e.property === 'private_data' &&
    object.kind === 'member' &&
    object.property === 'vm_file' &&
    object.object.kind === 'identifier' &&
    object.object.name === vma
  );
}

/** The object itself, or a counter that lies in it; what it points to may be shared with others for good. */
function belongs(e: Expression, vma: string, own: ReadonlySet<string>): boolean {
  if (e.kind === 'identifier') return own.has(e.name);
  if (e.kind === 'unary' && e.op === '&') return isField(e.operand, vma, own);
  return isPrivateData(e, vma);
}

/** A field in the object itself. */
function isField(e: Expression, vma: string, own: ReadonlySet<string>): boolean {
  let inner = e;
  while (inner.kind === 'member' && !inner.arrow) inner = inner.object;
  return (
    inner.kind === 'member' &&
    (isPrivateData(inner.object, vma) || (inner.object.kind === 'identifier' && own.has(inner.object.name)))
  );
}
