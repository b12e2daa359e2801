// SPDX-License-Identifier: GPL-2.0-only
/** Prints syntax trees as short s-expressions without offsets, so that tests can compare them. */
import type {
  Declarator,
  Designator,
  Expression,
  Guard,
  InitializerEntry,
  Statement,
} from '../../server/src/syntax/ast.ts';

export function showExpression(e: Expression | null): string {
  if (!e) return '-';
  switch (e.kind) {
    case 'identifier':
      return e.name;
    case 'number':
      return String(e.value);
    case 'string':
      return JSON.stringify(e.value);
    case 'call':
      return `${showExpression(e.callee)}(${e.args.map(showExpression).join(', ')})`;
    case 'member':
      return `${showExpression(e.object)}${e.arrow ? '->' : '.'}${e.property}`;
    case 'index':
      return `${showExpression(e.object)}[${showExpression(e.index)}]`;
    case 'unary':
      return `(${e.op} ${showExpression(e.operand)})`;
    case 'update':
      return e.prefix
        ? `(pre${e.op} ${showExpression(e.operand)})`
        : `(post${e.op} ${showExpression(e.operand)})`;
    case 'binary':
      return `(${e.op} ${showExpression(e.left)} ${showExpression(e.right)})`;
    case 'assignment':
      return `(${e.op} ${showExpression(e.target)} ${showExpression(e.value)})`;
    case 'conditional':
      return `(?: ${showExpression(e.test)} ${showExpression(e.yes)} ${showExpression(e.no)})`;
    case 'cast':
      return `(cast <${e.type}> ${showExpression(e.value)})`;
    case 'sizeof':
      return 'sizeof';
    case 'statement-expression':
      return `({ ${showStatements(e.body.statements)} })`;
    case 'list':
      return `{${e.entries.map(showEntry).join(', ')}}`;
    case 'compound':
      return `(<${e.type}> ${showExpression(e.value)})`;
    case 'opaque':
      return `OPAQUE[${e.names.join(' ')}]`;
  }
}

function showEntry(entry: InitializerEntry): string {
  const path = entry.path.map((d: Designator) =>
    d.field === null ? `[${showExpression(d.index)}]` : `.${d.field}`,
  );
  return `${path.join('')}${path.length > 0 ? '=' : ''}${showExpression(entry.value)}`;
}

export function showDeclarator(d: Declarator): string {
  const words = [d.isStatic ? 'static ' : '', d.isConst ? 'const! ' : '', `${d.name}:<${d.type}>`];
  if (d.cleanup) words.push(` free ${d.cleanup}`);
  if (d.init) words.push(` = ${showExpression(d.init)}`);
  return words.join('');
}

export function showStatements(statements: Statement[]): string {
  return statements.map(showStatement).join(' ');
}

export function showStatement(s: Statement | null): string {
  if (!s) return '-';
  switch (s.kind) {
    case 'declaration':
      return `decl(${s.declarators.map(showDeclarator).join(', ')});`;
    case 'expression':
      return `${showExpression(s.expression)};`;
    case 'block':
      return `{ ${showStatements(s.statements)} }`;
    case 'if':
      return `if ${showExpression(s.test)} ${showStatement(s.yes)} else ${showStatement(s.no)}`;
    case 'while':
      return `while ${showExpression(s.test)} ${showStatement(s.body)}`;
    case 'do':
      return `do ${showStatement(s.body)} while ${showExpression(s.test)};`;
    case 'for':
      return `for (${showStatement(s.init)} ${showExpression(s.test)}; ${showExpression(s.step)}) ${showStatement(s.body)}`;
    case 'macro-loop':
      return `loop ${s.name}(${s.args.map(showExpression).join(', ')}) sets ${s.assigns.join(',')} ${showStatement(s.body)}`;
    case 'scoped-guard': {
      const failure = s.failure ? ` or ${showStatement(s.failure)}` : '';
      return `guard ${s.lockClass}(${s.args.map(showExpression).join(', ')})${failure} ${showStatement(s.body)}`;
    }
    case 'switch':
      return `switch ${showExpression(s.value)} ${showStatement(s.body)}`;
    case 'case':
      return s.value
        ? `case ${showExpression(s.value)}${s.to ? `..${showExpression(s.to)}` : ''}:`
        : 'default:';
    case 'return':
      return s.value ? `return ${showExpression(s.value)};` : 'return;';
    case 'goto':
      return `goto ${s.label ?? '*'};`;
    case 'label':
      return `${s.name}:`;
    case 'break':
      return 'break;';
    case 'continue':
      return 'continue;';
    case 'empty':
      return ';';
    case 'opaque-statement':
      return `OPAQUE[${s.names.join(' ')}];`;
  }
}

/** `A` for a condition taken, `!A` for one not taken. */
export function showGuards(guards: readonly Guard[]): string {
  return guards.map((guard) => `${guard.taken ? '' : '!'}${guard.condition}`).join(' ');
}
