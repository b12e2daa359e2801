// SPDX-License-Identifier: GPL-2.0-only
/** Who the user is, as git is told. */
import { execFileSync } from 'node:child_process';
import { gitProgram } from './runGit.ts';

/** Returns name and mail address that git would write into a commit of a folder; null where it is told neither. */
export function gitIdentity(folder: string): { name: string; email: string } | null {
  const program = gitProgram();
  if (program === null) return null;
  const ask = (key: string) => {
    try {
      const options = {
        cwd: folder,
        encoding: 'utf8' as const,
        stdio: ['ignore', 'pipe', 'ignore'] as const,
      };
      return execFileSync(program, ['config', '--get', key], {
        ...options,
        stdio: [...options.stdio],
      }).trim();
    } catch {
      return '';
    }
  };
  const [name, email] = [ask('user.name'), ask('user.email')].map((text) => text.replace(/[\p{Cc}<>]/gu, ''));
  return name && email ? { name, email } : null;
}
