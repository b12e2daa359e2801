// SPDX-License-Identifier: GPL-2.0-only
import { describe, expect, test } from 'vitest';
import { vmopsProcess } from '../cli/vmops.ts';
import { NO_UNLOCK, SampleRepository, UNLOCK } from './sample.ts';

const PAGEFS = 'fs/pagefs/file.c';

interface Reported {
  index: number;
  subject: string;
  status: string;
  reason: string | null;
  introduced: { rule: string; file: string; range: { start: { line: number } }; anchor: unknown }[];
  fixed: { rule: string; file: string }[];
}

function review(root: string, mail: string | Buffer, ...options: string[]) {
  const args = ['review', '-', '--tree', root, '--format', 'json', ...options];
  const { code, stdout, stderr } = vmopsProcess(args, { input: mail });
  const report = JSON.parse(stdout) as { patches: Reported[]; summary: Record<string, number> };
  const brief = report.patches.map(({ subject, status, introduced, fixed }) => ({
    subject,
    status,
    introduced: introduced.map(({ rule, file, range, anchor }) => [rule, file, range.start.line, anchor]),
    fixed: fixed.map(({ rule, file }) => [rule, file]),
  }));
  return { code, stderr, report, brief };
}

describe('a series', () => {
  const leak = ['page-lock-leak', PAGEFS];

  test('is told patch by patch, also what a later one mends', () => {
    const repository = new SampleRepository();
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    repository.commit('pagefs: do not unlock twice');
    repository.edit(PAGEFS, NO_UNLOCK, UNLOCK);
    repository.commit('pagefs: unlock again');
    const mail = repository.mails();
    repository.goTo('base');
    const { code, stderr, brief } = review(repository.root, mail);
    expect(brief).toEqual([
      {
        subject: '[PATCH 1/2] pagefs: do not unlock twice',
        status: 'applied',
        introduced: [[...leak, 18, { file: PAGEFS, line: 17, side: 'old' }]],
        fixed: [],
      },
      { subject: '[PATCH 2/2] pagefs: unlock again', status: 'applied', introduced: [], fixed: [leak] },
    ]);
    expect({ code, stderr }).toEqual({ code: 1, stderr: '' });
    expect(repository.git('status', '--porcelain')).toBe('');
  });

  test('that changes nothing of findings is silent', () => {
    const repository = new SampleRepository();
    repository.edit('drivers/frame/frame.c', '/* A frame grabber', '/*\n * A frame\n * grabber');
    repository.commit('frame: a comment');
    const mail = repository.mails();
    repository.goTo('base');
    const { code, brief } = review(repository.root, mail);
    expect(brief).toEqual([
      { subject: '[PATCH] frame: a comment', status: 'applied', introduced: [], fixed: [] },
    ]);
    expect(code).toBe(0);
  });

  test('goes on behind a patch that does not apply', () => {
    const repository = new SampleRepository();
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    repository.commit('pagefs: do not unlock twice');
    const mail = repository.mails().replaceAll('folio_lock(folio);', 'folio_lock(other);');
    repository.goTo('base');
    repository.edit('drivers/frame/frame.c', '\t\treturn err;', '\t\treturn vmf_error(err);');
    repository.commit('frame: convert the errno');
    const second = repository.mails();
    repository.goTo('base');
    const { code, stderr, brief } = review(repository.root, `${mail}\n${second}`, '--fuzz', '0');
    expect(brief).toEqual([
      { subject: '[PATCH] pagefs: do not unlock twice', status: 'failed', introduced: [], fixed: [] },
      {
        subject: '[PATCH] frame: convert the errno',
        status: 'applied',
        introduced: [],
        fixed: [['errno-as-vm-fault', 'drivers/frame/frame.c']],
      },
    ]);
    expect(stderr).toBe(
      'vmops: [PATCH] pagefs: do not unlock twice: fs/pagefs/file.c: hunk 1 does not fit (line 14)\n',
    );
    expect(code).toBe(2);
  });
});
