// SPDX-License-Identifier: GPL-2.0-only
/** Queries of `grammars/queries` are inlined as text by the bundler. */
declare module '*.scm' {
  const text: string;
  export default text;
}
