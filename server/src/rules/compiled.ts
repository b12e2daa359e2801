/** Leaves out what the preprocessor leaves out of this release: modules that live outside the tree ask for it. */
import type { Release } from '../contracts/model.ts';
import type { FunctionDefinition, OpsTable, TableMember } from '../facts/model.ts';
import type { RuleContext } from './rule.ts';

type Guards = OpsTable['guards'];

/** Returns the context without the tables, handlers and reports that stand under an `#if` of another release. */
export function compiledOnly<Context extends RuleContext>(context: Context): Context {
  const { release } = context.kernel;
  const isCompiled = ({ guards }: { guards: Guards }) => mayBeCompiled(guards, release);
  const isSeen = (report: { definition: FunctionDefinition; configuration: Guards }) =>
    isCompiled(report.definition) && mayBeCompiled(report.configuration, release);
  return {
    ...context,
    tables: context.tables.filter(isCompiled),
    handlers: context.handlers
      .filter(({ table, member }) => isCompiled(table) && isCompiled(member))
      .map((handler) => ({ ...handler, definitions: handler.definitions.filter(isCompiled) })),
    reports: context.reports.filter(isSeen),
    mappings: context.mappings.filter(isSeen),
  };
}

/** The members of a table that this release compiles. */
export function compiledMembers(table: OpsTable, release: Release): TableMember[] {
  return table.members.filter((member) => mayBeCompiled(member.guards, release));
}

/**
 * Whether the release may compile what stands under these arms: false only when a comparison of LINUX_VERSION_CODE
 * says so. Any other condition may hold or not.
 */
export function mayBeCompiled(guards: Guards, release: Release): boolean {
  return guards.every(({ condition, taken }) => (truth(condition, release) ?? taken) === taken);
}

const TOKEN =
  /KERNEL_VERSION\s*\(\s*(\d+)\s*,\s*(\d+)\s*,\s*(\d+)\s*\)|LINUX_VERSION_CODE|&&|\|\||[<>=!]=|[<>!()]|\w+|[^\s\w]/g;

/** The truth of a condition in a release; null where it depends on more than LINUX_VERSION_CODE. */
function truth(condition: string, release: Release): boolean | null {
  if (!condition.includes('LINUX_VERSION_CODE')) return null;
  const tokens = condition.match(TOKEN) ?? [];
  let at = 0;
  const accept = (text: string) => tokens[at] === text && ++at > 0;

  const or = (): boolean | null => {
    let value = and();
    while (accept('||')) {
      const right = and();
      value = value === true || right === true ? true : value === null || right === null ? null : false;
    }
    return value;
  };
  const and = (): boolean | null => {
    let value = not();
    while (accept('&&')) {
      const right = not();
      value = value === false || right === false ? false : value === null || right === null ? null : true;
    }
    return value;
  };
  const not = (): boolean | null => {
    if (accept('!')) {
      const value = not();
      return value === null ? null : !value;
    }
    if (accept('(')) {
      const value = or();
      accept(')');
      return value;
    }
    return comparison();
  };
  const comparison = (): boolean | null => {
    const left = tokens[at++] ?? '';
    const operator = tokens[at] ?? '';
    if (!/^[<>=!]=$|^[<>]$/.test(operator)) {
      // A macro with arguments: skip them.
      if (accept('('))
        for (let depth = 1; depth > 0 && at < tokens.length; at++) depth += nesting(tokens[at]);
      return null;
    }
    at++;
    const right = tokens[at++] ?? '';
    const order = left === 'LINUX_VERSION_CODE' ? compareTo(right, release) : compareTo(left, release);
    if (order === null || (left === 'LINUX_VERSION_CODE') === (right === 'LINUX_VERSION_CODE')) return null;
    return holds(operator, left === 'LINUX_VERSION_CODE' ? order : -order);
  };

  const value = or();
  return at === tokens.length ? value : null;
}

function nesting(token: string | undefined): number {
  return token === '(' ? 1 : token === ')' ? -1 : 0;
}

/** Orders the release against `KERNEL_VERSION(a, b, c)`; null when the release is too vague, or the text is not one. */
function compareTo(text: string, release: Release): number | null {
  const numbers = /^KERNEL_VERSION\D+(\d+)\D+(\d+)\D+(\d+)/.exec(text)?.slice(1).map(Number);
  if (!numbers) return null;
  const [major, minor, patch] = numbers as [number, number, number];
  const order = release.major - major || release.minor - minor;
  // `--kernel 6.12` means any 6.12.y.
  if (order === 0 && release.patch === 0 && patch > 0) return null;
  return order || release.patch - patch;
}

function holds(operator: string, order: number): boolean {
  if (operator === '==') return order === 0;
  if (operator === '!=') return order !== 0;
  const strict = operator.startsWith('<') ? order < 0 : order > 0;
  return strict || (operator.length === 2 && order === 0);
}
