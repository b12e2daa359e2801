// SPDX-License-Identifier: GPL-2.0-only
/** The programs that a repository would have git put files through when it compares them. */
import { GitError, runGit } from './runGit.ts';

/**
 * Returns options that take every filter away, those of the user as well: they may read the repository's configuration
 * themselves. Only its attributes name filters, so what has none configured needs no option.
 *
 * @throws GitError where a filter cannot be taken away
 */
export async function withoutFilters(folder: string, environment: NodeJS.ProcessEnv): Promise<string[]> {
  const options: string[] = [];
  for (const name of await filtersOf(folder, environment)) {
    // Git would cut the option at the first `=`, and what is no UTF-8 cannot be handed over.
    if (/[=\ufffd]/.test(name))
      throw new GitError(`git would run the filter ${name}, and cannot be told not to`);
    // An empty `process` goes before what else there is.
    for (const setting of ['process=', 'clean=', 'smudge=', 'required=false'])
      options.push('-c', `filter.${name}.${setting}`);
  }
  return options;
}

const START = 'filter.';

async function filtersOf(folder: string, environment: NodeJS.ProcessEnv): Promise<Set<string>> {
  try {
    const question = ['config', '-z', '--includes', '--name-only', '--get-regexp', '^filter\\.'];
    const keys = (await runGit(folder, question, environment)).toString('utf8').split('\0');
    const named = keys.filter((key) => key.lastIndexOf('.') >= START.length);
    return new Set(named.map((key) => key.slice(START.length, key.lastIndexOf('.'))));
  } catch (error) {
    // It ends so where nothing is found.
    if (error instanceof GitError && error.code === 1) return new Set();
    throw error;
  }
}
