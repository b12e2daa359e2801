// SPDX-License-Identifier: GPL-2.0-only
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
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
  reached: unknown;
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

/** A file with a table that core's own handler serves. */
const plainTable = (name: string) =>
  `static const struct vm_operations_struct ${name}_vm_ops = {\n\t.fault = filemap_fault,\n};\n`;

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

  test('tells what it was checked against, and what was left out', () => {
    const repository = new SampleRepository();
    mkdirSync(join(repository.root, 'mm'));
    // Too many use it: what is known of it has to do.
    for (let n = 0; n <= 100; n++)
      writeFileSync(join(repository.root, `fs/flatfs/flat${n}.c`), plainTable(`flat${n}`));
    repository.commit('Users');
    repository.git('tag', '-f', 'base');
    const library = 'vm_fault_t filemap_fault(struct vm_fault *vmf)\n{\n\treturn VM_FAULT_SIGBUS;\n}\n';
    writeFileSync(join(repository.root, 'mm/filemap.c'), library);
    repository.edit(PAGEFS, '\tfile_update_time(vmf', '\todd of this;\n\tfile_update_time(vmf');
    repository.commit('All of it');
    const mail = repository.mails();
    repository.goTo('base');
    const { report } = review(repository.root, mail);
    const [patch] = report.patches;
    expect(patch?.reached).toEqual({
      handlers: [`${PAGEFS}:pagefs_page_mkwrite`],
      mappings: [`${PAGEFS}:pagefs_file_mmap`],
      changedMappings: [],
      notAnalysed: [
        expect.objectContaining({
          function: 'pagefs_page_mkwrite',
          reason: 'part of it could not be parsed',
        }),
      ],
      notFollowed: ['filemap_fault'],
      callersNotChecked: [],
      tablesNotChecked: [],
      inferred: null,
    });
    expect(report.summary).toMatchObject({ handlers: 1, notAnalysed: 1 });
    const { stdout } = vmopsProcess(['review', '-', '--tree', repository.root], { input: mail });
    expect(stdout).toMatch(
      /0 fixed in 1 handler and 1 mmap function \(Linux 6\.12, [\d.]+ s\); pagefs_page_mkwrite\(\) not analysed to the end; callers of filemap_fault\(\) not checked\n$/,
    );
  });

  test('of a module without a kernel tree names the releases that it may be for, as a lint does', () => {
    const repository = new SampleRepository();
    for (const path of ['Makefile', 'include', 'Documentation', 'drivers']) repository.git('rm', '-rq', path);
    repository.commit('The module alone');
    repository.git('tag', '-f', 'base');
    repository.edit(PAGEFS, UNLOCK, NO_UNLOCK);
    repository.commit('pagefs: do not unlock twice');
    const mail = repository.mails();
    repository.goTo('base');
    const inferred = /\((release 5\.16–\S+ inferred from [^,]+), /.exec(
      vmopsProcess(['lint', join(repository.root, PAGEFS)]).stdout,
    )?.[1];
    expect(review(repository.root, mail).report.patches[0]?.reached).toMatchObject({ inferred });
    const asText = vmopsProcess(['review', '-', '--tree', repository.root], { input: mail });
    expect(asText.stdout).toContain(`(${inferred}, `);
    const reply = vmopsProcess(['review', '-', '--tree', repository.root, '--format', 'mail'], {
      input: mail,
    });
    expect(reply.stdout).toContain(`, ${inferred}\nvmops review`);
  });

  test('that is a cover letter or a reply is skipped, and the summary says why', () => {
    const repository = new SampleRepository();
    const mails = ['PATCH 0/1', 'Re: [PATCH 1/1] pagefs'].map(
      (subject, n) =>
        `From mboxrd@z Thu Jan  1 00:00:00 1970\nFrom: Ann <ann@example.org>\nMessage-ID: <${n}@x>\nSubject: ${subject.startsWith('Re') ? subject : `[${subject}] pagefs`}\n\nA few words.\n\n`,
    );
    const { code, stdout } = vmopsProcess(['review', '-', '--tree', repository.root], {
      input: mails.join(''),
    });
    expect(code).toBe(0);
    expect(stdout).toMatch(/^0 patches applied, 2 skipped \(a cover letter, a reply\): /);
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
