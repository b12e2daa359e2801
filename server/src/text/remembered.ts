// SPDX-License-Identifier: GPL-2.0-only
/** Answers that are worked out once. */

/** Returns the same function, which works out its answer for an object once and forgets it with the object. */
export function remembered<Key extends object, Answer>(answer: (key: Key) => Answer): (key: Key) => Answer {
  const known = new WeakMap<Key, { answer: Answer }>();
  return (key) => {
    let found = known.get(key);
    if (found === undefined) {
      found = { answer: answer(key) };
      known.set(key, found);
    }
    return found.answer;
  };
}
