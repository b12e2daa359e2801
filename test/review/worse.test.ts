// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import type { Finding } from '../../server/src/findings/finding.ts';
import { said } from '../../server/src/findings/says.ts';
import { compareFindings } from '../../server/src/review/compare.ts';
import { SourceFile } from '../../server/src/text/source.ts';

const file = new SourceFile('drivers/frame.c', 'line one;\nline two;\n');

const finding = (fault: string, degree?: number): Finding => ({
  rule: 'pgoff-bound',
  severity: 'warning',
  confidence: 'medium',
  basis: 'core',
  ...said({ fault }),
  place: { file, start: 0, end: 4 },
  function: 'frame_fault',
  table: null,
  op: 'fault',
  path: [],
  fix: null,
  ...(degree === undefined ? {} : { degree }),
});

const compare = (before: Finding, after: Finding) => {
  const { introduced, fixed, existing } = compareFindings([before], [after], []);
  return { introduced: introduced.length, fixed: fixed.length, existing: existing.length };
};

test('what has become worse at its place was brought in, and mends nothing', () => {
  expect(compare(finding('a part is checked', 1), finding('nothing is checked', 2))).toEqual({
    introduced: 1,
    fixed: 0,
    existing: 0,
  });
});

test('what is as bad as before, or better, was there', () => {
  const there = { introduced: 0, fixed: 0, existing: 1 };
  expect(compare(finding('nothing is checked', 2), finding('nothing is checked', 2))).toEqual(there);
  expect(compare(finding('nothing is checked', 2), finding('a part is checked', 1))).toEqual(there);
  expect(compare(finding('it is wrong'), finding('it is wrong'))).toEqual(there);
});

test('what gave way to another message about the same thing is still wrong', () => {
  const inode = finding('it uses inode');
  const flags = finding('it uses flags');
  const none = { introduced: 0, fixed: 0, existing: 0 };
  const there: Finding = { ...inode, place: { file, start: 10, end: 14 } };
  const both: Finding = { ...flags, unsaid: [inode.message] };
  const now = (before: Finding[], after: Finding[]) => {
    const { introduced, fixed, existing } = compareFindings(before, after, []);
    return { introduced: introduced.length, fixed: fixed.length, existing: existing.length };
  };
  expect(now([there], [both])).toEqual({ ...none, introduced: 1 });
  expect(now([both], [there])).toEqual({ ...none, fixed: 1, existing: 1 });
  expect(now([there], [flags])).toEqual({ ...none, introduced: 1, fixed: 1 });
  expect(now([there], [{ ...both, function: 'other_fault' }])).toEqual({ ...none, introduced: 1, fixed: 1 });
});

const flagsBefore = `static int frame_mmap(struct file *file, struct vm_area_struct *vma)
{
\tvm_flags_set(vma, VM_PFNMAP | VM_DONTDUMP);
\treturn 0;
}
static vm_fault_t frame_fault(struct vm_fault *vmf)
{
\treturn vmf_insert_pfn(vmf->vma, vmf->address, 1);
}
`;

/** What is said to be fixed of an insertion that is wrong for private mappings, where a text takes the place of another. */
function fixedBy(from: string, to: string): number {
  const before = new SourceFile('drivers/frame.c', flagsBefore);
  const at = (text: string) => {
    const start = flagsBefore.indexOf(text);
    return { file: before, start, end: start + text.length };
  };
  const old: Finding = {
    ...finding('it hits a BUG_ON() then; reject is_cow_mapping(vma->vm_flags) in mmap'),
    rule: 'insert-flags',
    place: at('vmf_insert_pfn'),
    path: [{ kind: 'note', place: at('vm_flags_set'), message: 'frame_mmap() maps here', explains: true }],
  };
  const after = flagsBefore.replace(from, to);
  const line = flagsBefore.slice(0, flagsBefore.indexOf(from)).split('\n').length;
  const count = (text: string) => text.split('\n').length;
  const edit = { oldStart: line, oldLines: count(from), newStart: line, newLines: count(to) };
  const path = 'drivers/frame.c';
  const change = { oldPath: path, newPath: path, before: flagsBefore, after, edits: [edit], hunks: [] };
  return compareFindings([old], [], [change]).fixed.length;
}

test('a flag that an insertion needs, taken away, mends nothing', () => {
  expect(fixedBy('VM_PFNMAP | VM_DONTDUMP', 'VM_DONTDUMP')).toBe(0);
  expect(fixedBy('\tvm_flags_set(vma, VM_PFNMAP | VM_DONTDUMP);\n', '')).toBe(0);
});

test('another flag, a test or another insertion mends it', () => {
  expect(fixedBy('VM_PFNMAP | VM_DONTDUMP', 'VM_MIXEDMAP | VM_DONTDUMP')).toBe(1);
  const test = '\tif (is_cow_mapping(vma->vm_flags))\n\t\treturn -EINVAL;\n';
  expect(fixedBy('\tvm_flags_set', `${test}\tvm_flags_set`)).toBe(1);
  expect(fixedBy('vmf_insert_pfn(vmf->vma, vmf->address, 1)', 'VM_FAULT_SIGBUS')).toBe(1);
});

const lateBefore = `static int frame_mmap(struct file *file, struct vm_area_struct *vma)
{
\tframe = frame_find(file);
\tmutex_unlock(&frames);
\tframe_open(vma);
\treturn 0;
}
`;

/** What is said to be fixed of a call that is made too late, where a text takes the place of another and a finding comes in. */
function fixedOfCall(from: string, to: string, owner = 'frame_mmap'): number {
  const before = new SourceFile('drivers/frame.c', lateBefore);
  const after = lateBefore.replace(from, to);
  const start = lateBefore.indexOf('frame_open(vma)');
  const place = { file: before, start, end: start + 'frame_open(vma)'.length };
  const old: Finding = { ...finding('it is too late'), rule: 'use-after-put', function: 'frame_mmap', place };
  const line = lateBefore.slice(0, lateBefore.indexOf(from)).split('\n').length;
  const edit = {
    oldStart: line,
    oldLines: from.split('\n').length - 1,
    newStart: line,
    newLines: to.split('\n').length - 1,
  };
  const path = 'drivers/frame.c';
  const now = new SourceFile(path, after);
  const other: Finding = {
    ...finding('it takes nothing'),
    rule: 'mmap-reference',
    function: owner,
    place: { file: now, start: 0, end: 4 },
  };
  const change = { oldPath: path, newPath: path, before: lateBefore, after, edits: [edit], hunks: [] };
  return compareFindings([old], [other], [change]).fixed.length;
}

test('a call that is wrong where it stands, taken away, mends nothing where something else is wrong then', () => {
  expect(fixedOfCall('\tframe_open(vma);\n', '')).toBe(0);
  expect(fixedOfCall('\tframe_open(vma);\n', '\n')).toBe(0);
});

test('another call in its place, or the same before, mends it, and so does its end where nothing else is wrong', () => {
  expect(fixedOfCall('\tframe_open(vma);\n', '\tframe_count(vma);\n')).toBe(1);
  const unlock = '\tmutex_unlock(&frames);\n';
  expect(fixedOfCall(`${unlock}\tframe_open(vma);\n`, `\tframe_open(vma);\n${unlock}`)).toBe(1);
  expect(fixedOfCall('\tframe_open(vma);\n', '', 'other_mmap')).toBe(1);
});

const countsBefore = `static void frame_open(struct vm_area_struct *vma)
{
\tatomic_inc(&frame->users);
}
static const struct vm_operations_struct frame_ops = {
\t.open = frame_open,
\t.close = frame_close,
};
static int frame_mmap(struct file *file, struct vm_area_struct *vma)
{
\tatomic_inc(&frame->users);
\tatomic_inc(&frame->users);
\treturn 0;
}
`;

/** What is said to be fixed of a count that is wrong in mmap, where a text takes the place of another and a finding comes in. */
function fixedOfCount(from: string, to: string, table = 'frame_ops'): number {
  const path = 'drivers/frame.c';
  const before = new SourceFile(path, countsBefore);
  const after = countsBefore.replace(from, to);
  const start = countsBefore.lastIndexOf('atomic_inc');
  const old: Finding = {
    ...finding('it counts twice'),
    rule: 'mmap-reference',
    function: 'frame_mmap',
    table: 'frame_ops',
    place: { file: before, start, end: start + 10 },
  };
  const other: Finding = {
    ...finding('there is no open'),
    rule: 'close-without-open',
    function: 'frame_close',
    table,
    place: { file: new SourceFile(path, after), start: 0, end: 4 },
  };
  const lines = (text: string) => text.split('\n').length - 1;
  const line = lines(countsBefore.slice(0, countsBefore.indexOf(from))) + 1;
  const edit = { oldStart: line, oldLines: lines(from), newStart: line, newLines: lines(to) };
  const change = { oldPath: path, newPath: path, before: countsBefore, after, edits: [edit], hunks: [] };
  return compareFindings([old], [other], [change]).fixed.length;
}

test('what a finding was held against, taken away, mends nothing where something else is wrong with the table then', () => {
  expect(fixedOfCount('\t.open = frame_open,\n', '')).toBe(0);
  expect(fixedOfCount('\t.open = frame_open,\n', '', 'other_ops')).toBe(1);
  expect(fixedOfCount('\t.open = frame_open,\n', '\t.open = other_open,\n')).toBe(1);
  const last = '\tatomic_inc(&frame->users);\n\treturn';
  expect(fixedOfCount(`${last} 0;\n`, '\treturn 0;\n')).toBe(1);
});
