// SPDX-License-Identifier: GPL-2.0-only
/** Contrast of colours as WCAG 2 measures it, and the colours of a style sheet under a theme. */

/** Red, green, blue from 0 to 255, and how much of it covers what is below. */
export type Color = readonly [red: number, green: number, blue: number, alpha: number];

/** Least contrast of text and of signs that carry meaning, by WCAG 2.1 AA. */
export const AA = { text: 4.5, sign: 3 };

/** Reads `#rrggbb`. */
export function hex(text: string): Color {
  const channels = [1, 3, 5].map((at) => Number.parseInt(text.slice(at, at + 2), 16));
  return [...channels, 1] as unknown as Color;
}

/** A colour on another that covers everything. */
export function over([r, g, b, alpha]: Color, below: Color): Color {
  const mixed = [r, g, b].map((value, at) => value * alpha + (below[at] as number) * (1 - alpha));
  return [...mixed, 1] as unknown as Color;
}

/** The contrast of two colours that cover everything, from 1 to 21. */
export function contrast(one: Color, other: Color): number {
  const [light, dark] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (light + 0.05) / (dark + 0.05);
}

function luminance([r, g, b]: Color): number {
  const [red, green, blue] = [r, g, b].map((value) => {
    const part = value / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  }) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

/** A theme: its colours by the name of the variable, without `--vscode-`. */
export type Theme = Record<string, string>;

/** Returns the colour that a declaration has under a theme: `var()` with a fallback, `color-mix()` in srgb, `transparent`. */
export function colorOf(declaration: string, theme: Theme): Color {
  const text = declaration.replaceAll(/\s+/g, ' ').trim();
  if (text === 'transparent') return [0, 0, 0, 0];
  const variable = /^var\( ?--vscode-([\w-]+)(?:, (.+?))? ?\)$/.exec(text);
  if (variable) {
    const value = theme[variable[1] as string];
    if (value !== undefined) return hex(value);
    if (variable[2] === undefined) throw new Error(`the theme has no ${variable[1]}`);
    return colorOf(variable[2], theme);
  }
  const mix = /^color-mix\( ?in srgb, (.+) (\d+)%, (.+) ?\)$/.exec(text);
  if (!mix) throw new Error(`not a colour: ${text}`);
  return mixed(colorOf(mix[1] as string, theme), colorOf(mix[3] as string, theme), Number(mix[2]) / 100);
}

/** As CSS mixes in srgb: by what each covers. */
function mixed(one: Color, other: Color, part: number): Color {
  const alpha = one[3] * part + other[3] * (1 - part);
  if (alpha === 0) return [0, 0, 0, 0];
  const channels = [0, 1, 2].map(
    (at) => ((one[at] as number) * one[3] * part + (other[at] as number) * other[3] * (1 - part)) / alpha,
  );
  return [...channels, alpha] as unknown as Color;
}

/** Returns what a style sheet declares for a selector as a property; the last rule that names it counts. */
export function declared(css: string, selector: string, property: string): string {
  const rules = [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{}]+)\{([^{}]*)\}/g)];
  const values = rules
    .filter(([, selectors = '']) => selectors.split(',').some((one) => one.trim() === selector))
    .flatMap(([, , body = '']) => {
      const own = body.split(';').map((line) => line.split(':') as [string, string?]);
      return own.filter(([name]) => name.trim() === property).map(([, value = '']) => value);
    });
  const last = values.at(-1);
  if (last === undefined) throw new Error(`no ${property} for ${selector}`);
  return last;
}
