// SPDX-License-Identifier: GPL-2.0-only
// The same in more functions.
import { bodyStart, isClean, locals, name, parameters, topLevel, typed } from '../reading.mjs';

const HANDLER_OPS = [
  'fault',
  'huge_fault',
  'page_mkwrite',
  'pfn_mkwrite',
  'map_pages',
  'open',
  'close',
  'access',
  'mremap',
  'may_split',
];

const LOCK_PAIRS =
  'mutex_lock|mutex_unlock|spin_lock|spin_unlock|lock_page|unlock_page|folio_lock|folio_unlock|down_read|up_read|sb_start_pagefault|sb_end_pagefault';

export const functions = [
  {
    name: 'the handler wrapped',
    on: 'handler',
    ops: HANDLER_OPS,
    edit: ({ text }) => {
      const own = name(text);
      const list = parameters(text);
      if (!own || !list) return [];
      const head = text.slice(0, bodyStart(text)).trim();
      const inner = `${own}_locked`;
      const call = `${inner}(${list.map(([, one]) => one).join(', ')})`;
      const isVoid = /\bvoid\s+\w+\s*\(/.test(head);
      return [
        `${text.replace(new RegExp(`\\b${own}\\b`), inner).replace(/^(?!static)/, 'static ')}\n\n${head}\n{\n\t${isVoid ? '' : 'return '}${call};\n}\n`,
      ];
    },
  },
  {
    name: 'the handler wrapped, result in a local',
    on: 'handler',
    ops: ['fault', 'page_mkwrite', 'pfn_mkwrite', 'huge_fault'],
    edit: ({ text }) => {
      const own = name(text);
      const list = parameters(text);
      if (!own || !list || !/\bvm_fault_t\b/.test(text.slice(0, bodyStart(text)))) return [];
      const head = text.slice(0, bodyStart(text)).trim();
      const inner = `__do_${own}`;
      return [
        `${text.replace(new RegExp(`\\b${own}\\b`), inner).replace(/^(?!static)/, 'static ')}\n\n${head}\n{\n\tvm_fault_t outcome;\n\n\toutcome = ${inner}(${list.map(([, one]) => one).join(', ')});\n\tif (unlikely(outcome & VM_FAULT_ERROR))\n\t\tpr_debug("fault failed\\n");\n\treturn outcome;\n}\n`,
      ];
    },
  },
  {
    name: 'the rest of the handler in a function of its own',
    on: 'handler',
    ops: HANDLER_OPS,
    edit: ({ text }) => {
      const own = name(text);
      const list = parameters(text);
      if (!own || !list || !isClean(text)) return [];
      const head = text.slice(0, bodyStart(text)).trim();
      const result = /^(?:static\s+|inline\s+)*(\w+)\s+\w+\s*\(/.exec(head)?.[1];
      if (!result) return [];
      const { starts, end } = topLevel(text);
      const declared = locals(text);
      return starts.slice(1).flatMap((at) => {
        const before = text.slice(bodyStart(text), at);
        const after = text.slice(at, end);
        const labels = [...after.matchAll(/(?:^|\n)[ \t]*(\w+):(?!:)/g)].map((m) => m[1]);
        const earlier = [...before.matchAll(/(?:^|\n)[ \t]*(\w+):(?!:)/g)].map((m) => m[1]);
        if (labels.some((label) => new RegExp(`\\bgoto ${label};`).test(before))) return [];
        if (earlier.some((label) => new RegExp(`\\bgoto ${label};`).test(after))) return [];
        // A declaration in the middle, guards, and else-branches stay where they are.
        if (/\bguard\s*\(|__free\s*\(|__cleanup/.test(text)) return [];
        const all = [...list.map(([d, n]) => ({ type: d.slice(0, -n.length).trim(), name: n })), ...declared];
        // A declaration that the regular expression did not read makes the split unsafe.
        const body = text.slice(bodyStart(text) + 1, at);
        const decls = [
          ...body.matchAll(
            /\n\t(?:const |unsigned |struct |enum )*\w+[\s*]+\**\w+(?:\[[^\]]*\])?\s*(?:=[^;]*|,[^;()]*)?;/g,
          ),
        ].map((m) => m[0]);
        if (
          decls.some(
            (d) =>
              /,(?![^(]*\))|\[/.test(d) ||
              !declared.some(({ name }) => new RegExp(`\\b${name}\\b`).test(d.split('=')[0])),
          )
        )
          return [];
        const used = all.filter(({ name }) => new RegExp(`(?<!->|\\.)\\b${name}\\b`).test(after));
        if (used.some(({ type }) => /\[/.test(type))) return [];
        const rest = `${own}_rest`;
        const isVoid = result === 'void';
        return [
          `static ${result} ${rest}(${used.map(({ type, name }) => `${type} ${name}`.replace('* ', '*')).join(', ') || 'void'})\n{\n\t${after}}\n\n${text.slice(0, at)}${isVoid ? '' : 'return '}${rest}(${used.map(({ name }) => name).join(', ')});\n}\n`,
        ];
      });
    },
  },
  {
    name: 'a lock call in a helper',
    on: 'handler',
    edit: ({ text }) => {
      const known = typed(text);
      return [
        ...text.matchAll(new RegExp(`(?<=[;{}]\\s*)\\b(${LOCK_PAIRS})\\((&?)(\\w+)([^;()]*)\\);`, 'g')),
      ].flatMap((m) => {
        const [whole, fn, address, root, path] = m;
        const type = known.find(({ name }) => name === root)?.type;
        if (!type || (path && !/^[\w>.-]*$/.test(path))) return [];
        const helper = `${name(text)}_step`;
        return [
          `static inline void ${helper}(${`${type} ${root}`.replace('* ', '*')})\n{\n\t${fn}(${address}${root}${path});\n}\n\n${text.slice(0, m.index)}${helper}(${root});${text.slice(m.index + whole.length)}`,
        ];
      });
    },
  },
  {
    name: 'lock and unlock in helpers',
    on: 'handler',
    edit: ({ text }) => {
      const known = typed(text);
      const pairs = [
        ['mutex_lock', 'mutex_unlock'],
        ['spin_lock', 'spin_unlock'],
        ['lock_page', 'unlock_page'],
        ['folio_lock', 'folio_unlock'],
        ['down_read', 'up_read'],
        ['filemap_invalidate_lock_shared', 'filemap_invalidate_unlock_shared'],
        ['sb_start_pagefault', 'sb_end_pagefault'],
      ];
      return pairs.flatMap(([take, drop]) => {
        const m = new RegExp(`\\b${take}\\((&?)(\\w+)((?:->|\\.)[\\w>.-]*)?\\);`).exec(text);
        if (!m) return [];
        const [, address, root, path = ''] = m;
        const type = known.find(({ name }) => name === root)?.type;
        if (!type) return [];
        let changed = text;
        let helpers = '';
        for (const [fn, suffix] of [
          [take, 'begin'],
          [drop, 'finish'],
        ]) {
          const helper = `${name(text)}_${suffix}`;
          changed = changed.replaceAll(`${fn}(${address}${root}${path});`, `${helper}(${root});`);
          helpers += `static void ${helper}(${`${type} ${root}`.replace('* ', '*')})\n{\n\t${fn}(${address}${root}${path});\n}\n\n`;
        }
        return [helpers + changed];
      });
    },
  },
];
