/** What explorations leave behind does not grow with what is typed, and is never out of date. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createContext } from '../../server/src/analysis/engine/context.ts';
import { checkFile } from '../../server/src/lsp/check.ts';
import { Memory } from '../../server/src/lsp/memory.ts';
import { Session } from '../../server/src/lsp/session.ts';
import { readSettings } from '../../server/src/lsp/settings.ts';
import { SAMPLE } from './client.ts';

const FILE = 'drivers/frame/frame.c';
const TEXT = readFileSync(join(SAMPLE, FILE), 'utf8');

async function started(text = TEXT): Promise<Session> {
  const session = new Session(SAMPLE, true, readSettings({}));
  await session.load(new AbortController().signal, () => {});
  session.setText(FILE, text);
  return session;
}

async function findings(session: Session): Promise<string[]> {
  const found = await checkFile(session, FILE, readSettings({}));
  return found.map(({ rule, message }) => `${rule}: ${message}`);
}

function sizes({ context }: Session): Record<string, number> {
  const { graphs, retested, summaries, exhausted, active } = context;
  return {
    graphs: graphs.size,
    retested: retested.size,
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
  expect(Object.values(sizes(session)).reduce((sum, size) => sum + size)).toBe(0);
});

test('symbols of functions that were typed over are borne up to a number, then all is explored afresh', async () => {
  const { program, kernel, handlers } = await started();
  const memory = new Memory(program, () => createContext(program, kernel), 100);
  const first = memory.context;
  const handler = handlers.find(({ member }) => member.handler === 'frame_fault');
  const [definition] = handler?.definitions ?? [];
  if (!definition) throw new Error('the sample has no frame_fault()');
  const lengths: number[] = [];
  for (let count = 0; count < 100; count++) {
    memory.reports(definition, 'fault', []);
    lengths.push(memory.context.symbols.shapes.length);
    memory.forget(new Set(['frame_fault']));
  }
  const [one, two] = lengths as [number, number];
  expect(two).toBeGreaterThan(one);
  expect(Math.max(...lengths)).toBeLessThanOrEqual(100 + one);
  expect(memory.context).not.toBe(first);
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
