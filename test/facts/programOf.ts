// SPDX-License-Identifier: GPL-2.0-only
import type { OpsTable } from '../../server/src/facts/model.ts';
import { createProgram, type MutableProgram, type ProgramOptions } from '../../server/src/facts/program.ts';
import { SourceFile } from '../../server/src/text/source.ts';

/** A program of files given as path → text. */
export function programOf(files: Record<string, string>, options: ProgramOptions = {}): MutableProgram {
  const program = createProgram(options);
  for (const [path, text] of Object.entries(files)) program.addFile(new SourceFile(path, text));
  return program;
}

/** The tables of one file with this text. */
export function tablesOf(text: string, options: ProgramOptions = {}): OpsTable[] {
  return programOf({ 'drivers/foo/foo.c': text }, options).files.get('drivers/foo/foo.c')?.tables ?? [];
}

/** Tables as lines of text: name, form, and members with their handlers, guards in brackets. */
export function printTables(tables: readonly OpsTable[]): string[] {
  return tables.map((table) => {
    const head = [
      table.isStatic ? 'static' : '',
      table.isConst ? 'const' : '',
      table.owner ? `${table.owner}()` : '',
      `${table.name}:`,
      table.form,
      table.writtenAtRunTime ? 'written' : '',
    ];
    const members = table.members.map((member) => {
      const guards = member.guards.map((guard) => `[${guard.taken ? '' : '!'}${guard.condition}]`).join('');
      const form = member.form === 'designated' ? '' : ` (${member.form})`;
      return `${member.op}=${member.handler}${guards}${form}`;
    });
    return [head.filter(Boolean).join(' '), ...members].join('; ');
  });
}
