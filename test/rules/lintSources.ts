// SPDX-License-Identifier: GPL-2.0-only
/** The core of `vmops lint` over sources in memory: no disk, no search. */
import type { Release } from '../../server/src/contracts/model.ts';
import { parseRelease } from '../../server/src/contracts/release.ts';
import { analyse } from '../../server/src/core/analyse.ts';
import { applyRules } from '../../server/src/core/applyRules.ts';
import type { NotAnalysed } from '../../server/src/core/request.ts';
import type { Basis, Finding } from '../../server/src/findings/finding.ts';
import { rules } from '../../server/src/rules/index.ts';
import { Workspace } from '../../server/src/workspace/workspace.ts';

export interface Linted {
  findings: Finding[];
  notAnalysed: NotAnalysed[];
  /** Names of handlers that no source defines. */
  unresolved: string[];
}

/** Sources (path → text) that every rule checks against a release's data, and again with an edit. */
export class MemoryLint {
  readonly files: Record<string, string>;
  readonly #contract: Basis;
  readonly #workspace: Workspace;

  constructor(files: Record<string, string>, release: string, contract: Basis) {
    this.files = files;
    this.#contract = contract;
    this.#workspace = new Workspace({
      base: '/',
      inTree: false,
      given: null,
      release: parseRelease(release) as Release,
    });
    for (const [path, text] of Object.entries(files)) this.#workspace.setText(path, text);
    this.#workspace.followStores({ always: true });
  }

  run(): Linted {
    const { kernel, program, context, tables, handlers, libraries } = this.#workspace;
    const loaded = { kernel, program, context, tables, handlers, libraries, workspace: this.#workspace };
    const { notAnalysed, ...explored } = analyse(loaded);
    return {
      findings: applyRules(rules, { ...loaded, ...explored, contract: this.#contract }, new Map()),
      notAnalysed,
      unresolved: handlers
        .filter(({ definitions }) => definitions.length === 0)
        .map(({ member }) => member.handler as string),
    };
  }

  /** What is found with another text of one file; only what the edit reaches is explored for it. */
  findingsWith(path: string, text: string): Finding[] {
    this.#workspace.setText(path, text);
    const { findings } = this.run();
    this.#workspace.setText(path, this.files[path] as string);
    return findings;
  }
}

/** Lints the sources once. */
export function lintSources(files: Record<string, string>, release: string, contract: Basis): Linted {
  return new MemoryLint(files, release, contract).run();
}
