// SPDX-License-Identifier: GPL-2.0-only
/** The way through a function: the tests it takes, and, where one path is walked alone, how they went on it. */

import type { Pure } from '../cfg/cfg.ts';
import { isOfPlace } from '../cfg/faultPlace.ts';
import { factsOf } from '../cfg/graphFacts.ts';
import { hasPart } from '../cfg/walk.ts';
import type { ParameterTest, Step, TestStep } from '../reports/model/exits.ts';
import { testStep } from '../reports/steps.ts';
import type { State, TraceNode } from '../state/state.ts';
import type { Frame } from './frame.ts';

/** Names one side of a test within a function. */
export const stepKey = ({ place, message }: Step): string => `${place.start}:${message}`;

export class PathReplay {
  private readonly x: Frame;
  /** The steps of the one path that is walked, as `stepKey` names them; null when all paths are. */
  private readonly path: ReadonlySet<string> | null;
  private readonly tests = new Map<Pure, Step[]>();

  constructor(x: Frame) {
    this.x = x;
    this.path = x.depth === 0 ? x.context.path : null;
  }

  get isOne(): boolean {
    return this.path !== null;
  }

  /** The step of a path that takes one side of a test. */
  step(test: Pure, truth: boolean, ofArguments = false): Step {
    let steps = this.tests.get(test);
    if (!steps) {
      const text = this.x.text(test);
      const place = this.x.place(test);
      const settles = this.settledBy(test);
      const asksCall = hasPart(test, (part) => part.k === 'temp');
      const asksPlace = hasPart(test, (part) => isOfPlace(part, this.x.graph));
      steps = [false, true].flatMap((handed) =>
        [false, true].map((side) => ({
          ...testStep(place, text, side, handed, this.parameter(test, side)),
          ...(asksCall && { asksCall }),
          ...(asksPlace && { asksPlace }),
          ...(settles !== null && { settles }),
          ...(!Number.isInteger(test.start) && { part: test.start }),
        })),
      );
      this.tests.set(test, steps);
    }
    return steps[(ofArguments ? 2 : 0) + (truth ? 1 : 0)] as Step;
  }

  /** What the bit that a test asks for is afterwards, whatever it was. */
  private settledBy(test: Pure): TestStep['settles'] | null {
    if (test.k === 'unary' && test.op === '!') return this.settledBy(test.of);
    const call = test.k === 'temp' ? factsOf(this.x.graph).callOf.get(test.id) : undefined;
    if (call?.callee.k !== 'name') return null;
    const truth = SETTLES.get(call.callee.name);
    if (truth === undefined) return null;
    return { text: `test_bit(${call.args.map((arg) => this.x.text(arg)).join(', ')})`, truth };
  }

  /** What a test says of a parameter that the function leaves as it was handed. */
  private parameter(test: Pure, truth: boolean): ParameterTest | null {
    if (test.k === 'unary' && test.op === '!') return this.parameter(test.of, !truth);
    const { parameters, blocks } = this.x.graph;
    const index = test.k === 'name' ? parameters.findIndex(({ name }) => name === test.name) : -1;
    if (test.k !== 'name' || index < 0) return null;
    const isSet = blocks.some(({ instructions }) =>
      instructions.some((i) => i.op === 'assign' && i.target.k === 'name' && i.target.name === test.name),
    );
    return isSet ? null : { index, truth };
  }

  /** How a test goes on the path that is walked; null when it does not say, or is walked again with one way left. */
  side(test: Pure, mayGoBoth: boolean, state: State): boolean | null {
    if (this.path === null || (!mayGoBoth && this.hasMet(test, state))) return null;
    const yes = this.path.has(stepKey(this.step(test, true)));
    return yes === this.path.has(stepKey(this.step(test, false))) ? null : yes === true;
  }

  /** Whether the state came by the test before: in a loop the way may be another the next time. */
  private hasMet(test: Pure, state: State): boolean {
    for (let node = state.trace; node; node = node.before) {
      if (this.tests.get(test)?.includes(node.step)) return true;
    }
    return false;
  }

  /** Of the outcomes of a call those that the path that is walked had; all when it does not say. */
  outcomes(before: TraceNode | null, all: State[]): State[] {
    const { path } = this;
    if (path === null || all.length < 2) return all;
    const same = all.filter(({ trace }) => trace !== before && path.has(stepKey((trace as TraceNode).step)));
    return same.length > 0 ? same : all;
  }
}

/** By their names, what is left in the bit. */
const SETTLES: ReadonlyMap<string, boolean> = new Map([
  ['test_and_set_bit', true],
  ['__test_and_set_bit', true],
  ['test_and_set_bit_lock', true],
  ['test_and_clear_bit', false],
  ['__test_and_clear_bit', false],
]);
