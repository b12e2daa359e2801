// SPDX-License-Identifier: GPL-2.0-only
/** What a formatter is given, made by hand. */
import pc from 'picocolors';
import type { LintResult } from '../../server/src/core/request.ts';
import { identitiesOf } from '../../server/src/findings/identity.ts';
import type { ReportInput } from '../../server/src/report/formats/format.ts';
import { resultWith } from './fixture.ts';

/** Returns an input that shows all findings of a result; paths begin with `linux/`. */
export function inputWith(changes: Partial<LintResult> = {}): ReportInput {
  const result = resultWith(changes);
  return {
    result,
    shown: result.findings,
    identities: identitiesOf([...result.findings, ...result.suppressed]),
    baseline: null,
    display: (path) => path,
    repositoryPath: (path) => (path.startsWith('/') ? path : `linux/${path}`),
    colors: pc.createColors(false),
    quiet: false,
    verbose: false,
    rules: () => [
      {
        id: 'errno-as-vm-fault',
        title: 'a negative errno leaves a handler',
        severity: 'error',
        basis: 'core',
        fact: 'The result is a set of bits.',
        source: 'mm/memory.c',
        page: '# errno-as-vm-fault\n',
      },
    ],
    version: '1.2.3',
  };
}
