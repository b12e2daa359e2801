// SPDX-License-Identifier: GPL-2.0-only
/** Tells one build of this program from another; esbuild puts it in. */
declare const BUILD_ID: string;
