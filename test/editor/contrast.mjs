// SPDX-License-Identifier: GPL-2.0-only
/** What a reader with low vision needs of the matrix: words for every sign, and signs that stand out. */
import assert from 'node:assert/strict';

/** WCAG AA, for text. */
const LEAST = 4.5;

/** Holds the matrix, as it is shown in a theme, against what is needed; returns the states that its signs have. */
export async function checkSigns(matrix, theme) {
  const measured = await matrix.locator('tbody').evaluate(measure);
  for (const { state, contrast } of measured)
    assert.ok(contrast >= LEAST, `${theme}: ${state} has a contrast of ${contrast.toFixed(2)}`);
  assert.equal(await matrix.locator('[role=gridcell]:not([aria-label])').count(), 0);
  return [...new Set(measured.map(({ state }) => state))].sort();
}

/** Runs in the page: the contrast of each sign to what is behind it, as it is on the screen. */
function measure(body) {
  const channels = (color) => {
    // A mixed colour is told as `color(srgb r g b / a)`, any other as `rgb(r, g, b)` or `rgba()`.
    const numbers = color.match(/[\d.]+(?:e-?\d+)?/g).map(Number);
    const scale = color.startsWith('color(') ? 255 : 1;
    return [...numbers.slice(0, 3).map((value) => value * scale), numbers[3] ?? 1];
  };
  const over = (top, below) => [0, 1, 2].map((at) => top[at] * top[3] + below[at] * (1 - top[3])).concat(1);
  const luminance = (color) => {
    const [r, g, b] = color
      .slice(0, 3)
      .map((value) => value / 255)
      .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const page = channels(getComputedStyle(document.body).backgroundColor);
  return [...body.querySelectorAll('td .sign')]
    .filter((sign) => sign.textContent !== '')
    .map((sign) => {
      const ground = over(channels(getComputedStyle(sign.parentElement).backgroundColor), page);
      const ink = over(channels(getComputedStyle(sign).color), ground);
      const [light, dark] = [luminance(ink), luminance(ground)].sort((a, b) => b - a);
      return { state: sign.parentElement.className, contrast: (light + 0.05) / (dark + 0.05) };
    });
}
