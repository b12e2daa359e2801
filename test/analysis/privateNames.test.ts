// SPDX-License-Identifier: GPL-2.0-only
/** A macro that gives names a prefix: notes say the name that the code has. */
import { expect, test } from 'vitest';
import { reports } from './analyseSource.ts';

test('a name behind such a macro is written as in the source, one of another text as it is', () => {
  const [report] = reports(
    `
#define PRIVATE(name) FOO_##name
#define MapFrames FOO_MapFrames
#define HAS_FRAMES frames_enabled
static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	if (!MapFrames)
		return VM_FAULT_SIGBUS;
	if (!HAS_FRAMES)
		return VM_FAULT_OOM;
	return VM_FAULT_NOPAGE;
}`,
    'foo_fault',
    'fault',
  );
  const steps =
    report?.exits
      .flatMap(({ trace }) => trace.map(({ place: _, ...step }) => JSON.stringify(step)))
      .join('\n') ?? '';
  expect(steps).toContain('"MapFrames"');
  expect(steps).toContain('"frames_enabled"');
  expect(steps).not.toContain('FOO_MapFrames');
});
