import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { vmops } from './vmops.ts';

/** Enough files for two threads, in several folders; every third one returns an errno from its fault handler. */
const FILES = 72;
let tree: string;

beforeAll(() => {
  tree = mkdtempSync(join(tmpdir(), 'vmops-halves-'));
  mkdirSync(join(tree, 'include/linux'), { recursive: true });
  writeFileSync(join(tree, 'Makefile'), 'VERSION = 6\nPATCHLEVEL = 12\nSUBLEVEL = 0\n');
  writeFileSync(join(tree, 'include/linux/mm.h'), '/* nothing */\n');
  for (let n = 0; n < FILES; n++) {
    const folder = join(tree, 'drivers', `d${n % 9}`);
    mkdirSync(folder, { recursive: true });
    const value = n % 3 === 0 ? '-ENOMEM' : 'VM_FAULT_OOM';
    writeFileSync(
      join(folder, `f${n}.c`),
      [
        `static vm_fault_t f${n}_fault(struct vm_fault *vmf)`,
        '{',
        `\treturn ${value};`,
        '}',
        `static const struct vm_operations_struct f${n}_ops = { .fault = f${n}_fault };`,
        '',
      ].join('\n'),
    );
  }
});

afterAll(() => rmSync(tree, { recursive: true }));

const withoutTime = (text: string) => text.replace(/, [\d.]+ s\)/, ')');

test('two threads find what one finds, in the same order', () => {
  const one = vmops(['lint', '--jobs', '1', tree]);
  const two = vmops(['lint', '--jobs', '2', tree]);
  expect(one.code).toBe(1);
  expect(one.stdout.match(/\[errno-as-vm-fault\]/g)).toHaveLength(FILES / 3);
  expect(withoutTime(two.stdout)).toBe(withoutTime(one.stdout));
  expect(two.code).toBe(1);
});
