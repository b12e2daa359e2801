// SPDX-License-Identifier: GPL-2.0-only
// What a handler may do besides, and locks held in another way.
import { parameter, replaceEach, withLongComment } from '../edit.mjs';
import { bodyStart, firstPlace, isClean, topLevel } from '../reading.mjs';

export const additions = [
  { name: 'a long comment in the handler', on: 'handler', edit: ({ text }) => [withLongComment(text)] },
  { name: 'a long comment in a callee', on: 'callee', edit: ({ text }) => [withLongComment(text)] },
  { name: 'a long comment in the mapping', on: 'mapping', edit: ({ text }) => [withLongComment(text)] },
  {
    name: 'guard() for a mutex',
    on: 'handler',
    edit: ({ text }) => {
      if (text.match(/\bmutex_lock\(/g)?.length !== 1 || /\bgoto\b/.test(text)) return [];
      const m = /\n\tmutex_lock\(([^;]*)\);/.exec(text);
      if (!m) return [];
      // Every unlock stands right before a return, or at the end.
      const unlocks = [...text.matchAll(/mutex_unlock\([^;]*\);\s*(\S+)/g)];
      if (unlocks.length === 0 || !unlocks.every((u) => /^(?:return|\})/.test(u[1]))) return [];
      return [text.replace(m[0], `\n\tguard(mutex)(${m[1]});`).replace(/mutex_unlock\([^;]*\);/g, ';')];
    },
  },
  {
    name: 'guard() for a mutex, gotos gone',
    on: 'handler',
    edit: ({ text }) => {
      const label = /\n[ \t]*(\w+):\s*mutex_unlock\(([^;]*)\);\s*return (\w+);\s*\}\s*$/.exec(text);
      const lock = /\n\tmutex_lock\(([^;]*)\);/.exec(text);
      if (
        !label ||
        !lock ||
        text.match(/mutex_lock\(/g).length !== 1 ||
        text.match(/mutex_unlock\(/g).length !== 1
      )
        return [];
      if ([...text.matchAll(/\bgoto (\w+);/g)].some((g) => g[1] !== label[1] || g.index < lock.index))
        return [];
      return [
        text
          .replace(label[0], `\n\treturn ${label[3]};\n}\n`)
          .replace(lock[0], `\n\tguard(mutex)(${lock[1]});`)
          .replaceAll(`goto ${label[1]};`, `return ${label[3]};`),
      ];
    },
  },
  {
    name: 'scoped_guard() around an update',
    on: 'handler',
    edit: ({ text }) =>
      replaceEach(
        text,
        /\n(\t+)mutex_lock\(([^;]*)\);\n((?:(?!return|goto|mutex_|break|continue|[{}])[\s\S])*?)\n\t+mutex_unlock\(\2\);/g,
        '\n$1scoped_guard(mutex, $2) {\n$3\n$1}',
      ),
  },
  {
    name: 'a conditional lock',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => {
      const m = /\n\tmutex_lock\(([^;]*)\);/.exec(text);
      if (!m || !isClean(text)) return [];
      return [
        text.slice(0, bodyStart(text) + 1) +
          '\n\tbool nested = current->flags & PF_MEMALLOC;' +
          text
            .slice(bodyStart(text) + 1)
            .replace(m[0], `\n\tif (!nested)\n\t\tmutex_lock(${m[1]});`)
            .replaceAll(`mutex_unlock(${m[1]});`, `if (!nested) mutex_unlock(${m[1]});`),
      ];
    },
  },
  {
    name: 'a message and a statistic',
    on: 'handler',
    ops: ['fault', 'page_mkwrite', 'huge_fault', 'pfn_mkwrite', 'map_pages'],
    edit: ({ text }) => {
      const v = parameter(text, 'vm_fault');
      const { starts } = topLevel(text);
      return starts
        .slice(0, 6)
        .map(
          (at) =>
            `${text.slice(0, at)}pr_debug("%s: %lx\\n", __func__, ${v}->address);\n\tcount_vm_event(PGFAULT);\n\t${text.slice(at)}`,
        );
    },
  },
  {
    name: 'an assertion',
    on: 'handler',
    ops: ['fault', 'page_mkwrite', 'huge_fault', 'pfn_mkwrite'],
    edit: ({ text }) => {
      const v = parameter(text, 'vm_fault');
      const { starts } = topLevel(text);
      return starts
        .slice(0, 1)
        .map(
          (at) =>
            `${text.slice(0, at)}mmap_assert_locked(${v}->vma->vm_mm);\n\tWARN_ON_ONCE(!${v}->vma->vm_file);\n\t${text.slice(at)}`,
        );
    },
  },
  {
    name: 'a part under #ifdef',
    on: 'handler',
    ops: ['fault', 'page_mkwrite', 'open', 'close'],
    edit: ({ text }) => {
      const { starts } = topLevel(text);
      return starts
        .slice(0, 3)
        .map(
          (at) =>
            `${text.slice(0, at)};\n#ifdef CONFIG_DEBUG_VM\n\tpr_debug("here\\n");\n#else\n\tcond_resched();\n#endif\n\t${text.slice(at)}`,
        );
    },
  },
  {
    name: 'retry asked for as it should',
    on: 'handler',
    ops: ['fault'],
    where: ({ members }) => !members.includes('pfn_mkwrite'),
    edit: ({ text }) => {
      const v = parameter(text, 'vm_fault');
      const where = firstPlace(text);
      return v
        ? [
            `${text.slice(0, where)}\n\tif (signal_pending(current) && (${v}->flags & FAULT_FLAG_ALLOW_RETRY) &&\n\t    !(${v}->flags & FAULT_FLAG_RETRY_NOWAIT)) {\n\t\tmmap_read_unlock(${v}->vma->vm_mm);\n\t\treturn VM_FAULT_RETRY;\n\t}\n${text.slice(where)}`,
          ]
        : [];
    },
  },
  {
    name: 'a read-ahead lock and unlock',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => {
      const v = parameter(text, 'vm_fault');
      const where = firstPlace(text);
      return v
        ? [
            `${text.slice(0, where)}\n\tif (${v}->flags & FAULT_FLAG_WRITE) {\n\t\tinode_lock_shared(file_inode(${v}->vma->vm_file));\n\t\tinode_unlock_shared(file_inode(${v}->vma->vm_file));\n\t}\n${text.slice(where)}`,
          ]
        : [];
    },
  },
];
