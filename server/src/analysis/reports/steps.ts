// SPDX-License-Identifier: GPL-2.0-only
/** Makes the steps of a path, with what a reader is told. */
import type { Place } from '../../text/source.ts';
import type { HelperLockKind } from '../models/model.ts';
import type { Atom } from '../state/domain.ts';
import type { LockStep, ParameterTest, Step } from './model/exits.ts';
import { constantText, valuesText } from './render.ts';

type LockVerb = LockStep['kind'];

/** `ofArguments`: the test is of what the function was handed, or is behind that; in a handler, of a number. */
export function testStep(
  place: Place,
  text: string,
  truth: boolean,
  ofArguments: boolean,
  parameter: ParameterTest | null = null,
): Step {
  const cut = text.length > 60 ? `${text.slice(0, 57)}...` : text;
  const isCase = text.startsWith('case ') && text.endsWith(':');
  const answer = isCase ? (truth ? 'is taken' : 'is not taken') : `is ${truth}`;
  const step: Step = { kind: 'test', place, message: `\`${cut}\` ${answer}`, text, truth, ofArguments };
  return parameter === null ? step : { ...step, parameter };
}

export function valueStep(place: Place, name: string, atom: Atom): Step {
  return { kind: 'value', place, message: `${name} becomes ${constantText(atom)}`, name, atom };
}

export function callStep(place: Place, callee: string): Step {
  return { kind: 'call', place, message: `${callee}() is called` };
}

export function resultStep(place: Place, callee: string, atoms: readonly Atom[]): Step {
  return { kind: 'result', place, message: `${callee}() returns ${valuesText(atoms)}`, callee, atoms };
}

/** `name` is empty where the lock has none that a reader would know. */
export function lockStep(
  place: Place,
  by: string,
  verb: LockVerb,
  lock: { kind: HelperLockKind; name: string },
): LockStep {
  const object = objectOf(lock.kind, lock.name);
  return {
    kind: verb,
    place,
    message:
      lock.kind === 'preempt'
        ? `${by} ${verb === 'takes' ? 'begins' : 'ends'} ${object}`
        : `${by} ${verb} ${object}`,
    by,
    object,
    ofPage: lock.kind === 'page',
  };
}

/** The mmap_lock that core holds for the fault; `again` for a second hold beside it. */
export function mmapStep(place: Place, by: string, verb: LockVerb, again = false): LockStep {
  const object = again ? 'mmap_lock once' : 'mmap_lock';
  return { kind: verb, place, message: `${by} ${verb} ${object}`, by, object, ofPage: false };
}

function objectOf(kind: HelperLockKind, name: string): string {
  switch (kind) {
    case 'page':
      return `the lock of ${name || 'a page'}`;
    case 'rcu':
      return 'the RCU read lock';
    case 'srcu':
      return name ? `the read section of ${name}` : 'the read section';
    case 'power':
      return name ? `a power reference to ${name}` : 'a power reference';
    case 'active':
      return name ? `an active reference to ${name}` : 'an active reference';
    case 'creds':
      return 'other credentials';
    case 'signals':
      return 'a mask of blocked signals';
    case 'migration':
      return 'pages for migration';
    case 'freeze':
      return name ? `freeze protection of ${name}` : 'freeze protection';
    case 'preempt':
      return 'an atomic section';
    case 'mutex':
    case 'spinlock':
      return name || `a ${kind}`;
    default:
      return name || 'a lock';
  }
}
