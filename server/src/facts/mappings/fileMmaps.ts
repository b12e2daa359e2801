// SPDX-License-Identifier: GPL-2.0-only
/** Functions that map by their heads, and those that look as mmap of `file_operations` or its like does, whose table may stand in a file that nothing else loads. */
import { LIBRARY_MAPS } from '../../contracts/mappingEntries.ts';
import { headOf } from '../functions/texts.ts';
import type { FunctionDefinition } from '../model.ts';

/**
 * `int foo_mmap(struct file *file, struct vm_area_struct *vma)` of a source file, for others to name; that of a protocol
 * takes the socket too, and that of a subsystem which checks nothing before its own object.
 */
export function isFileMmap(definition: FunctionDefinition): boolean {
  const { isStatic, file } = definition;
  return !isStatic && file.path.endsWith('.c') && SHAPE.test(headOf(definition));
}

const SHAPE =
  /^(?:\w+\s+)*?int\s+\w+\s*\(\s*struct\s+(?:file|ib_ucontext|vfio_device|fb_info)\s*\*\s*\w+\s*,\s*(?:struct\s+socket\s*\*\s*\w+\s*,\s*)?struct\s+vm_area_struct\s*\*\s*\w+\s*\)\s*$/;

/** Of those one that is handed an object of a subsystem: no device file whose offset may name any memory there is. */
export function isObjectMmap(definition: FunctionDefinition): boolean {
  return isFileMmap(definition) && !/\(\s*struct\s+file\s*\*/.test(headOf(definition));
}

/** A function of the kernel's library to which drivers leave it to map, and to hold the mapping against the object. */
export function isLibraryMap({ isStatic, name, file }: FunctionDefinition): boolean {
  return !isStatic && file.path.endsWith('.c') && !isWithoutMmu(file.path) && LIBRARY_MAPS.has(name);
}

/** Where there is no MMU nothing keeps a process from any memory. */
const isWithoutMmu = (path: string) => path.endsWith('mm/nommu.c');

/** It gets a VMA, or the description of one to come. */
export function isHandedVma(definition: FunctionDefinition): boolean {
  return HANDED.test(headOf(definition));
}

const HANDED = /\bstruct\s+vm_area_(?:struct|desc)\s*\*/;
