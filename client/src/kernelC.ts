// SPDX-License-Identifier: GPL-2.0-only
/** Tells kernel C from other C, so that the language server is not started for the latter. */

/** Kernel headers, or the ops table itself for a snippet without any. */
const KERNEL_C = /^[ \t]*#[ \t]*include[ \t]*[<"](?:linux|asm|drm|sound|media)\/|\bvm_operations_struct\b/m;

/** Includes stand at the top; a longer look would cost more than a server. */
const HEAD = 1 << 16;

/** Returns whether the text of a C file is part of a kernel or of a module for one. */
export function isKernelC(text: string): boolean {
  return KERNEL_C.test(text.length > HEAD ? text.slice(0, HEAD) : text);
}
