// SPDX-License-Identifier: GPL-2.0-only
// A process that runs inputs, and what ends it when one takes too long.
import { fork } from 'node:child_process';
import { bundleTool } from '../bundling.mjs';

/** Megabytes of heap that one run may take. */
const HEAP = 1024;

/** Bundles the laboratory and returns the path of the bundle. */
export function buildLab() {
  return bundleTool('scripts/fuzz/lab.ts', 'fuzz');
}

/** Runs inputs in a process that is replaced when one of them ends it, or takes longer than `seconds`. */
export class Worker {
  #bundle;
  #seconds;
  #child = null;

  constructor(bundle, seconds) {
    this.#bundle = bundle;
    this.#seconds = seconds;
  }

  /** What came of an input; `error` says so when it hung or the process died. */
  async run(input) {
    const child = this.#start();
    return new Promise((resolve) => {
      let said = '';
      const hear = (chunk) => {
        said = `${said}${chunk}`.slice(-2000);
      };
      const timer = setTimeout(
        () => end({ error: `took longer than ${this.#seconds} s` }),
        this.#seconds * 1000,
      );
      const answer = (outcome) => {
        clearTimeout(timer);
        child.off('exit', died);
        child.stderr.off('data', hear);
        resolve(outcome);
      };
      const died = (code, signal) => {
        this.#child = null;
        end({ error: `died: ${/out of memory/.test(said) ? 'out of memory' : (signal ?? code)}` });
      };
      const end = (outcome) => {
        child.off('message', answer);
        answer(outcome);
        if (this.#child) child.kill('SIGKILL');
        this.#child = null;
      };
      child.stderr.on('data', hear);
      child.once('exit', died);
      child.once('message', answer);
      child.send(input);
    });
  }

  end() {
    this.#child?.kill();
    this.#child = null;
  }

  #start() {
    this.#child ??= fork(this.#bundle, [], {
      execArgv: [`--max-old-space-size=${HEAP}`],
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    return this.#child;
  }
}
