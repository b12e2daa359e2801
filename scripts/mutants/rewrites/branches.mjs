// SPDX-License-Identifier: GPL-2.0-only
// Other ways through a function that lead to the same.
import { replaceEach } from '../edit.mjs';
import { bodyStart, isClean, topLevel } from '../reading.mjs';

const FAULT_OPS = ['fault', 'page_mkwrite', 'pfn_mkwrite', 'huge_fault'];

export const branches = [
  {
    name: 'the end of the function for a goto',
    on: 'handler',
    edit: ({ text }) => {
      const labels = [...text.matchAll(/\n[ \t]*(\w+):(?!:)[^\n]*/g)];
      return labels.flatMap((m, _i) => {
        const tail = text
          .slice(m.index)
          .replace(/\n[ \t]*\w+:(?!:)/g, '\n')
          .replace(/\}\s*$/, '');
        if (/[{}]|#|\bgoto\b/.test(tail) || !/return [^;]*;\s*$/.test(tail)) return [];
        return replaceEach(text, new RegExp(`\\bgoto ${m[1]};`, 'g'), `{${tail.replaceAll('$', '$$$$')}}`);
      });
    },
  },
  {
    name: '?: for if and two returns',
    on: 'handler',
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bif \(([^;{}]*)\)\s*\n\s*return ([^;{}]*);\s*\n\s*return ([^;{}]*);/g,
        'return ($1) ? $2 : $3;',
      ),
  },
  {
    name: 'if and two returns for ?:',
    on: 'handler',
    edit: ({ text }) =>
      replaceEach(
        text,
        /(\n\s*)return ([^;?]*)\?([^;?:]*):([^;?:]*);/g,
        '$1{ if ($2)\n\t\treturn $3;\n\treturn $4; }',
      ),
  },
  {
    name: 'else for an early return',
    on: 'handler',
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bif \(([^;{}]*)\)\s*\n\s*return ([A-Z0-9_]+);\s*\n/g,
        'if (!($1))\n\t\t;\n\telse\n\t\treturn $2;\n',
      ),
  },
  {
    name: 'unlikely() around a test',
    on: 'handler',
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bif \((?!unlikely|likely)([^;{}]*)\)(?=\s*\n?\s*(?:return|goto))/g,
        'if (unlikely($1))',
      ),
  },
  {
    name: 'WARN_ON_ONCE() around a test',
    on: 'handler',
    edit: ({ text }) =>
      replaceEach(text, /\bif \((![\w>-]+)\)(?=\s*\n?\s*(?:return|goto))/g, 'if (WARN_ON_ONCE($1))'),
  },
  {
    name: 'the result through a local',
    on: 'handler',
    ops: ['fault', 'page_mkwrite', 'pfn_mkwrite', 'huge_fault'],
    edit: ({ text }) =>
      replaceEach(text, /\breturn ([^;]+);/g, '{\n\t\tvm_fault_t outcome = $1;\n\n\t\treturn outcome;\n\t}'),
  },
  {
    name: 'a result variable',
    on: 'handler',
    ops: ['fault', 'page_mkwrite', 'pfn_mkwrite', 'huge_fault'],
    edit: ({ text }) => {
      if (!isClean(text) || /guard\s*\(|__free/.test(text)) return [];
      const at = bodyStart(text);
      const changed = text
        .slice(at)
        .replace(/\breturn ([^;]+);/g, '{ outcome = $1; goto leave; }')
        .replace(/\}\s*$/, '\nleave:\n\treturn outcome;\n}\n');
      return [`${text.slice(0, at)}{\n\tvm_fault_t outcome;\n${changed.slice(1)}`];
    },
  },
  {
    name: 'do { } while (0) around the body',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) => {
      const { starts, end } = topLevel(text);
      if (starts.length === 0 || !isClean(text) || /\n\s*\w+:(?!:)/.test(text) || /guard\s*\(/.test(text))
        return [];
      const last = /return ([^;]*);\s*$/.exec(text.slice(0, end));
      if (!last) return [];
      return [
        `${text.slice(0, starts[0])}do {\n\t${text.slice(starts[0], end)}\t} while (0);\n\treturn VM_FAULT_SIGBUS;\n}\n`,
      ];
    },
  },
  {
    name: 'switch for if on an error',
    on: 'handler',
    ops: ['fault', 'page_mkwrite'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bif \((err|ret|rc|error)\)\s*\n\s*(goto \w+|return [^;]*);/g,
        'switch ($1) {\n\tcase 0:\n\t\tbreak;\n\tdefault:\n\t\t$2;\n\t}',
      ),
  },
  {
    name: 'the test turned round',
    on: 'handler',
    edit: ({ text }) => [
      ...replaceEach(text, /\bif \(!(\w+)\)(?=\s*\n?\s*(?:return|goto))/g, 'if ($1 == NULL)'),
      ...replaceEach(text, /\bif \((\w+(?:->\w+)*) >= (\w+(?:->\w+)*)\)/g, 'if ($2 <= $1)'),
      ...replaceEach(text, /\bif \((\w+(?:->\w+)*) != (\w+(?:->\w+)*)\)/g, 'if ($2 != $1)'),
    ],
  },
  {
    name: 'a test split in two',
    on: 'handler',
    edit: ({ text }) =>
      replaceEach(
        text,
        /\bif \(([^;{}()|&]*(?:\([^()]*\))?[^;{}()|&]*)\|\|([^;{}|&]*)\)\s*\n\s*((?:return|goto)[^;]*;)/g,
        'if ($1)\n\t\t$3\n\tif ($2)\n\t\t$3',
      ),
  },
  {
    name: 'constants on the left',
    on: 'handler',
    edit: ({ text }) => [
      ...replaceEach(text, /\bif \((\w+) == (0|NULL|VM_FAULT_\w+)\)/g, 'if ($2 == $1)'),
      ...replaceEach(text, /\bif \((\w+) != (0|NULL|VM_FAULT_\w+)\)/g, 'if ($2 != $1)'),
      ...replaceEach(text, /\bif \((\w+) < 0\)/g, 'if (0 > $1)'),
      ...replaceEach(text, /\bif \((err|ret|rc)\)/g, 'if ($1 != 0)'),
      ...replaceEach(text, /\bif \(!(\w+)\)/g, 'if (NULL == $1)'),
    ],
  },
  {
    name: 'bits collected',
    on: 'handler',
    ops: FAULT_OPS,
    edit: ({ text }) =>
      replaceEach(
        text,
        /\breturn (VM_FAULT_\w+);/g,
        '{\n\t\tvm_fault_t bits = 0;\n\n\t\tbits |= $1;\n\t\treturn bits;\n\t}',
      ),
  },
  {
    name: 'a goto for a return',
    on: 'handler',
    ops: FAULT_OPS,
    edit: ({ text }) => {
      if (!isClean(text) || /guard\s*\(|__free/.test(text)) return [];
      const v = /\breturn (VM_FAULT_SIGBUS);/.exec(text);
      const end = /\}\s*$/.exec(text);
      return v && /return [^;]*;\s*\}\s*$/.test(text)
        ? [
            `${text.slice(0, end.index).replaceAll('return VM_FAULT_SIGBUS;', 'goto refuse;')}\nrefuse:\n\treturn VM_FAULT_SIGBUS;\n}\n`,
          ]
        : [];
    },
  },
  {
    name: 'the result of an insertion in a local',
    on: 'handler',
    ops: ['fault', 'huge_fault'],
    edit: ({ text }) =>
      replaceEach(
        text,
        /\breturn (vmf_insert_\w+\([^;]*\));/g,
        '{\n\t\tvm_fault_t inserted;\n\n\t\tinserted = $1;\n\t\tif (inserted & VM_FAULT_ERROR)\n\t\t\tpr_debug("not inserted\\n");\n\t\treturn inserted;\n\t}',
      ),
  },
  {
    name: 'code that never runs',
    on: 'handler',
    ops: FAULT_OPS,
    edit: ({ text }) => {
      const at = text.lastIndexOf('\treturn');
      const before = text.slice(0, at).replace(/\/\*[\s\S]*?\*\/\s*$/, '');
      return at > bodyStart(text) && /[;}:]\s*$/.test(before)
        ? [`${text.slice(0, at)}\tif (0)\n\t\treturn -EIO;\n${text.slice(at)}`]
        : [];
    },
  },
];
