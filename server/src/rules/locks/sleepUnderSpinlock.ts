// SPDX-License-Identifier: GPL-2.0-only

import type { CallEvent } from '../../analysis/reports/model/events.ts';
import { handlerContract } from '../../contracts/kernel.ts';
import { spot } from '../../text/source.ts';
import type { Draft, Rule } from '../rule.ts';
import { about, aboutMapping, who } from '../shared/exits.ts';
import { confidenceOf, wayTo } from '../shared/path.ts';

/** A task that holds a spinlock, or has preemption off, must not schedule. */
export const sleepUnderSpinlock: Rule = {
  id: 'sleep-under-spinlock',
  title: 'something that may sleep is called in an atomic section',
  severity: 'error',
  basis: 'core',
  since: null,
  until: null,
  fact: 'A task that holds a spinlock, is inside rcu_read_lock() or has preemption or interrupts off may not sleep: another task that spins on the lock on the same CPU never gets on, and a grace period never ends.',
  source: 'Documentation/kernel-hacking/locking.rst, kernel/sched/core.c __might_resched()',
  check({ kernel, reports, mappings, callees = [] }, emit) {
    const add = (call: CallEvent, subject: string, rest: Pick<Draft, 'function' | 'table' | 'op'>) => {
      const { atomic, sleeps } = call;
      if (!sleeps || !atomic || !isWrong(call)) return;
      const culprit = sleeps.at(-1)?.message ?? `${call.callee}() may sleep`;
      const chain = chainOf(call);
      const start = atomic.place ? [{ place: atomic.place, message: 'the atomic section begins here' }] : [];
      emit({
        once: spot(call.place),
        place: call.place,
        ...rest,
        confidence: confidenceOf(call),
        says: {
          fault: `${subject} calls ${call.callee}() while ${atomic.reason}, and ${culprit}`,
          consequences: [`the CPU may schedule away ${MEANWHILE[atomic.of]}`],
          advice: 'end the atomic section before the call',
          asks: { question: `Can ${call.callee}() sleep {here}, with ${atomic.lock ?? 'a spinlock'} held?` },
        },
        related: [...start, ...wayTo(call.trace, chain)].slice(0, 6),
      });
    };
    const each = (calls: readonly CallEvent[], subject: string, of: Parameters<typeof add>[2]) => {
      // What a callee does is said where it is called with the lock held.
      const inner = new Set(
        calls.filter(isWrong).flatMap((call) => chainOf(call).map(({ place }) => spot(place))),
      );
      for (const call of calls) if (!inner.has(spot(call.place))) add(call, subject, of);
    };
    for (const report of reports) {
      // sleep-in-atomic-op says it of ops that may not sleep at all.
      if (handlerContract(report.op, kernel)?.maySleep === false) continue;
      each(report.calls, who(report), about(report));
    }
    for (const { definition, calls } of mappings)
      each(calls, `${definition.name}()`, aboutMapping(definition));
    for (const { definition, calls, status } of callees)
      if (status === 'complete')
        each(calls, `${definition.name}()`, { function: definition.name, table: null, op: null });
  },
};

const MEANWHILE = {
  lock: 'with the lock held',
  readers: 'inside the read section',
  section: 'inside the atomic section',
} as const;

const isWrong = ({ atomic, sleeps, assumed }: CallEvent) => sleeps !== null && atomic !== null && !assumed;

/** The calls down to what sleeps, behind the call itself. */
const chainOf = ({ sleeps, place: own }: CallEvent) =>
  (sleeps ?? []).filter(({ place }) => place.start !== own.start || place.file !== own.file);
