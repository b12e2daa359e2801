// SPDX-License-Identifier: GPL-2.0-only
/** The structs of operations that the kernel's documents describe, and the headers that have defined them. */

export interface OpsStruct {
  name: string;
  /** Where the struct is defined, the place in the newest releases first. */
  headers: readonly string[];
  /** Other names of it in a title or a code block of a document. */
  alsoKnownAs?: readonly string[];
  /** The struct whose section of the locking document describes this one too. */
  describedIn?: string;
}

const FS = 'include/linux/fs.h';

/** In the order of the locking document. */
export const OPS_STRUCTS: readonly OpsStruct[] = [
  { name: 'dentry_operations', headers: ['include/linux/dcache.h'] },
  { name: 'inode_operations', headers: [FS] },
  { name: 'xattr_handler', headers: ['include/linux/xattr.h'] },
  { name: 'super_operations', headers: ['include/linux/fs/super_types.h', FS] },
  // vfs.rst of 5.4 calls it so.
  { name: 'file_system_type', headers: [FS], alsoKnownAs: ['file_system_operations'] },
  { name: 'address_space_operations', headers: [FS] },
  { name: 'file_lock_operations', headers: ['include/linux/filelock.h', FS] },
  { name: 'lock_manager_operations', headers: ['include/linux/filelock.h', FS] },
  // Split off lock_manager_operations in 6.9; the document goes on to describe it there.
  {
    name: 'lease_manager_operations',
    headers: ['include/linux/filelock.h'],
    describedIn: 'lock_manager_operations',
  },
  { name: 'buffer_head', headers: ['include/linux/buffer_head.h'] },
  { name: 'block_device_operations', headers: ['include/linux/blkdev.h', FS] },
  { name: 'file_operations', headers: [FS] },
  { name: 'dquot_operations', headers: ['include/linux/quota.h'] },
  {
    name: 'vm_operations_struct',
    headers: ['include/linux/mm.h', 'include/linux/mm_types.h'],
    alsoKnownAs: ['vm_operations'],
  },
];

/** Every header that may define one of them. */
export const OPS_HEADERS: readonly string[] = [...new Set(OPS_STRUCTS.flatMap(({ headers }) => headers))];

/** The struct that a title names (`dentry_operations`, `xattr_handler operations`, `struct inode_operations`). */
export function structNamed(title: string): OpsStruct | undefined {
  const words = title.match(/\w+/g) ?? [];
  return OPS_STRUCTS.find(({ name, alsoKnownAs = [] }) =>
    words.some((word) => word === name || alsoKnownAs.includes(word)),
  );
}
