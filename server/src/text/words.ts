/** Words for lists. */

/** `a`, `a or b`, `a, b or c`; each once. */
export function either(words: readonly string[]): string {
  const unique = [...new Set(words)];
  if (unique.length < 2) return unique.join('');
  return `${unique.slice(0, -1).join(', ')} or ${unique.at(-1)}`;
}
