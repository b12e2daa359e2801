// SPDX-License-Identifier: GPL-2.0-only
// Tables, and functions that map.
import { parameter, replaceEach } from '../edit.mjs';
import { bodyStart, firstPlace, name, parameters } from '../reading.mjs';

export const tables = [
  {
    name: 'members in another order',
    on: 'table',
    edit: ({ text }) => {
      const lines = text.split('\n');
      const at = lines
        .map((line, i) => (/^\s*\.\w+\s*=\s*\w+,\s*$/.test(line) ? i : -1))
        .filter((i) => i >= 0);
      if (at.length < 2 || /#/.test(text)) return [];
      const turned = at.map((i) => lines[i]).reverse();
      at.forEach((line, i) => {
        lines[line] = turned[i];
      });
      return [lines.join('\n')];
    },
  },
  {
    name: '& before the handlers',
    on: 'table',
    edit: ({ text }) => {
      const t = text.replace(/(\.\w+\s*=\s*)(\w+),/g, '$1&$2,');
      return t === text ? [] : [t];
    },
  },
  {
    name: 'an empty member',
    on: 'table',
    edit: ({ text }) =>
      /\.mremap/.test(text) || !/\{\s*\n/.test(text)
        ? []
        : [text.replace(/\{\s*\n/, '{\n\t.mremap = NULL,\n')],
  },
  {
    name: 'the table before its use',
    on: 'table',
    edit: ({ text }) =>
      /^static\s/.test(text) ? [`${text.slice(0, text.indexOf('=')).trim()};\n\n${text}`] : [],
  },
  {
    name: 'flags in two steps',
    on: 'mapping',
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bvm_flags_set\((\w+),\s*(VM_\w+)\s*\|\s*([^;()]*)\);/g,
        '{ vm_flags_set($1, $2);\n\tvm_flags_set($1, $3); }',
      ),
  },
  {
    name: 'flags through a local',
    on: 'mapping',
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bvm_flags_set\((\w+),\s*([^;()]*)\);/g,
        '{ vm_flags_t wanted = $2;\n\n\tvm_flags_set($1, wanted); }',
      ),
  },
  {
    name: 'the mapping function wrapped',
    on: 'mapping',
    edit: ({ text }) => {
      const own = name(text);
      const list = parameters(text);
      const head = text.slice(0, bodyStart(text)).trim();
      if (!own || !list || !/^static\s+int\b/.test(head)) return [];
      return [
        `${text.replace(new RegExp(`\\b${own}\\b`), `__${own}_map`)}\n\n${head}\n{\n\tint outcome = __${own}_map(${list.map(([, one]) => one).join(', ')});\n\n\tif (outcome)\n\t\tpr_debug("not mapped\\n");\n\treturn outcome;\n}\n`,
      ];
    },
  },
  {
    name: 'the table installed by a helper',
    on: 'mapping',
    edit: ({ text }) => {
      const m = /\n(\s*)(\w+)->vm_ops\s*=\s*(&?\w+);/.exec(text);
      if (!m || !/^static\s/.test(text)) return [];
      return [
        `static void ${name(text)}_install(struct vm_area_struct *vma)\n{\n\tvma->vm_ops = ${m[3]};\n}\n\n${text.replace(m[0], `\n${m[1]}${name(text)}_install(${m[2]});`)}`,
      ];
    },
  },
  {
    name: 'the mapping checked more',
    on: 'mapping',
    edit: ({ text }) => {
      const vma = parameter(text, 'vm_area_struct');
      if (!vma || !/^static int/.test(text)) return [];
      const where = firstPlace(text);
      return [
        `${text.slice(0, where)}\n\tif (${vma}->vm_end - ${vma}->vm_start > SZ_1G)\n\t\treturn -EINVAL;\n${text.slice(where)}`,
      ];
    },
  },
];
