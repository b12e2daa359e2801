// SPDX-License-Identifier: GPL-2.0-only
/** What explorations leave behind does not grow with what is typed, and is never out of date. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createContext } from '../../server/src/analysis/engine/context.ts';
import { checkFile } from '../../server/src/lsp/session/check.ts';
import { Session } from '../../server/src/lsp/session/session.ts';
import { readSettings } from '../../server/src/lsp/session/settings.ts';
import { AnalysisCache } from '../../server/src/workspace/analysisCache.ts';
import { SAMPLE } from '../lsp/client.ts';

const FILE = 'drivers/frame/frame.c';
const TEXT = readFileSync(join(SAMPLE, FILE), 'utf8');

async function started(text = TEXT): Promise<Session> {
  const session = new Session(SAMPLE, true, readSettings({}));
  await session.load(new AbortController().signal, () => {});
  session.setText(FILE, text);
  return session;
}

async function findings(session: Session): Promise<string[]> {
  const found = await checkFile(session, FILE);
  return found.map(({ rule, message }) => `${rule}: ${message}`);
}

function sizes({ context }: Session): Record<string, number> {
  const { graphs, correlated, summaries, exhausted, active } = context;
  return {
    graphs: graphs.size,
    correlated: correlated.size,
    summaries: summaries.size,
    exhausted: exhausted.fault.size + exhausted.other.size,
    active: active.size,
  };
}

test('two hundred versions of a handler and of what it calls leave as much behind as one', async () => {
  const session = await started();
  await findings(session);
  const one = sizes(session);
  expect(one).toMatchObject({ summaries: expect.any(Number), exhausted: 0, active: 0 });
  for (let count = 1; count <= 200; count++) {
    const where = count % 2 === 0 ? 'if (!buffer->memory)' : 'err = frame_wait(buffer);';
    session.setText(FILE, TEXT.replace(where, `buffer->count = ${count};\n\t${where}`));
    await findings(session);
    expect(sizes(session)).toEqual(one);
  }
  session.setText(FILE, '');
  // What a header defines is as it was.
  const { graphs: _, ...others } = sizes(session);
  expect(Object.values(others)).toEqual([0, 0, 0, 0]);
  expect([...session.context.graphs.keys()].filter(({ file }) => file.path === FILE)).toEqual([]);
});

test('symbols of functions that were typed over are borne up to a number, then all is explored afresh', async () => {
  const { program, kernel, handlers } = await started();
  const analysis = new AnalysisCache(program, () => createContext(program, kernel), 100);
  const first = analysis.context;
  const handler = handlers.find(({ member }) => member.handler === 'frame_fault');
  const [definition] = handler?.definitions ?? [];
  if (!definition) throw new Error('the sample has no frame_fault()');
  const lengths: number[] = [];
  for (let count = 0; count < 100; count++) {
    analysis.reports(definition, 'fault', []);
    lengths.push(analysis.context.symbols.shapes.length);
    analysis.forget(new Set(['frame_fault']));
  }
  const [one, two] = lengths as [number, number];
  expect(two).toBeGreaterThan(one);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(100 + one);
  expect(analysis.context).not.toBe(first);
});

test('a function of the name of a library function counts as soon as it is typed', async () => {
  const session = await started();
  await findings(session);
  const own = 'static vm_fault_t vmf_insert_pfn(struct vm_area_struct *vma)\n{\n\treturn -EINVAL;\n}\n';
  const text = TEXT.replace('static int frame_wait', `${own}\nstatic int frame_wait`);
  session.setText(FILE, text);
  const now = await findings(session);
  expect(now).toEqual(await findings(await started(text)));
  expect(now.join('\n')).toContain('-EINVAL');
});

test('a macro or an enumerator of the file counts as soon as it is typed anew', async () => {
  const build = (fail: string) =>
    TEXT.replace(
      'static int frame_wait',
      `#define FRAME_FAIL() return ${fail}\nenum { FRAME_STATUS = ${fail === 'VM_FAULT_OOM' ? 1 : 2} };\nstatic int frame_wait`,
    ).replace(
      'if (!buffer->memory)',
      'if (buffer->count == FRAME_STATUS)\n\t\tFRAME_FAIL();\n\tif (!buffer->memory)',
    );
  const session = await started(build('VM_FAULT_OOM'));
  const before = await findings(session);
  session.setText(FILE, build('-EINVAL'));
  const now = await findings(session);
  expect(now).toEqual(await findings(await started(build('-EINVAL'))));
  expect(now).not.toEqual(before);
});

test('what a function that is called through a member of a struct of its own does is explored again with it', async () => {
  const text = readFileSync(join(SAMPLE, '../rules/mmap-bound/own-struct.c'), 'utf8');
  const asked = 'vma->vm_end - vma->vm_start';
  const clean = text.replace(
    'mem->frame, mem->bytes, vma->vm_page_prot',
    `mem->frame, ${asked}, vma->vm_page_prot`,
  );
  const other = text.replace(
    'whole_ops = { .mmap = mem_map_whole }',
    'whole_ops = { .mmap = mem_map_asked }',
  );
  const session = await started(text);
  const bounds = async () => (await findings(session)).filter((one) => one.startsWith('mmap-bound')).length;
  expect(await bounds()).toBe(1);
  for (const harmless of [clean, other]) {
    session.setText(FILE, harmless);
    expect(await bounds()).toBe(0);
    session.setText(FILE, text);
    expect(await bounds()).toBe(1);
  }
});

test('what stands in a member, and what a member is, counts as soon as it is typed anew', async () => {
  const bounds = async (session: Session) =>
    (await findings(session)).filter((one) => one.startsWith('mmap-bound')).sort();
  for (const [fixture, before, after] of [
    ['small-numbers', 'regs_size = 35 * 4', 'regs_size = 35 << 10'],
    ['made-arrays', 'kcalloc(foo->max, ', 'kcalloc(foo->max + 1, '],
    ['resource-members', 'struct resource *res; phys_addr_t base;', 'struct range *res; phys_addr_t base;'],
  ] as const) {
    const text = readFileSync(join(SAMPLE, `../rules/mmap-bound/${fixture}.c`), 'utf8');
    const session = await started(text);
    const first = await bounds(session);
    session.setText(FILE, text.replace(before, after));
    const now = await bounds(session);
    expect(now, fixture).toEqual(await bounds(await started(text.replace(before, after))));
    expect(now.length, fixture).not.toBe(first.length);
    session.setText(FILE, text);
    expect(await bounds(session), fixture).toEqual(first);
  }
});

test('what other functions do with their tables is said after an edit that has all tables read anew', async () => {
  const text = readFileSync(join(SAMPLE, '../rules/mmap-reference/broken.c'), 'utf8');
  const session = await started(text);
  const first = await findings(session);
  session.setText(FILE, text.replace('vma->vm_ops = &grant_ops;', ''));
  await findings(session);
  session.setText(FILE, text);
  expect(await findings(session)).toEqual(first);
});
