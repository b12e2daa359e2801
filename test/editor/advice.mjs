// SPDX-License-Identifier: GPL-2.0-only
/** How a message begins that says what to do: with a word of prose, and no function, handler or value that is at fault. */
export const BEGINS_WITH_ADVICE = /^[a-z]+ (?!handler\b|function\b)/;
