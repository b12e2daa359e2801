import type { MappingReport } from '../analysis/reports/report.ts';
import { indexedBy } from '../facts/handedIndex.ts';
import {
  type Comparison,
  handedIndexes,
  type PageBound,
  type PageIndex,
  pageBounds,
  pageIndexes,
} from '../facts/indexing.ts';
import type { FunctionDefinition, OpsTable, Program } from '../facts/model.ts';
import { bodyOf, vmaOf } from '../facts/texts.ts';
import { mappingsOf } from './mappings.ts';
import type { Draft, Rule } from './rule.ts';

/** User space chooses the offset and the size of a mapping, and mremap() may enlarge it. */
export const pgoffBound: Rule = {
  id: 'pgoff-bound',
  title: 'an array is indexed by the faulting page without a bound',
  severity: 'warning',
  basis: 'core',
  since: { major: 2, minor: 6, patch: 23 },
  until: null,
  fact: 'vmf->pgoff is the offset that user space gave to mmap() plus the page in the mapping, and core checks neither against the object behind it.',
  source: 'mm/mmap.c do_mmap(); mm/memory.c __handle_mm_fault()',
  check({ reports, mappings, program }) {
    const drafts = new Map<string, Draft>();
    for (const { op, definition, tables } of reports) {
      if (op !== 'fault') continue;
      const tooFar = boundTooFar(definition);
      if (tooFar)
        drafts.set(`${tooFar.place.file.path}:${tooFar.place.start}`, {
          place: tooFar.place,
          function: definition.name,
          table: tables[0]?.name ?? null,
          op,
          confidence: 'medium',
          message: `fault handler ${definition.name}() refuses ${tooFar.index} > ${tooFar.bound}, so ${tooFar.index} may be ${tooFar.bound} itself, one past the last ${tooFar.inBytes ? 'byte' : 'page'}: user space reaches what lies beyond; compare with >=`,
          related: [],
        });
      for (const access of pageIndexes(definition)) {
        const key = `${access.place.file.path}:${access.place.start}`;
        const start = {
          function: definition.name,
          table: tables[0]?.name ?? null,
          op,
          confidence: 'medium' as const,
        };
        const late = access.comparisons.find((c) => isOffByOne(c, access));
        if (late && access.comparisons.length === 1) {
          drafts.delete(`${late.place.file.path}:${late.place.start}`);
          drafts.set(key, {
            ...start,
            place: late.place,
            message: `fault handler ${definition.name}() refuses ${access.index} > ${late.bound}, so ${access.index} may be ${late.bound} itself, one past the end of ${access.array}: user space reads beyond it; compare with >=`,
            related: [{ place: access.place, message: `${access.array} is indexed here` }],
          });
        }
        if (access.comparisons.length > 0 || access.isHandedOn) continue;
        const mapping = unchecking(access.fromFile, tables, mappings, program);
        if (mapping)
          drafts.set(key, { ...start, place: access.place, message: unbounded(access, definition, mapping) });
      }
      for (const { place, callee, argument, index, fromFile } of handedIndexes(definition)) {
        const callees = program.lookup(callee, definition.file);
        const arrays = callees.map((one) => indexedBy(one, argument));
        const array = arrays[0];
        const mapping = unchecking(fromFile, tables, mappings, program);
        if (!mapping || typeof array !== 'string' || arrays.includes(null)) continue;
        drafts.set(`${place.file.path}:${place.start}`, {
          place,
          function: definition.name,
          table: tables[0]?.name ?? null,
          op,
          confidence: 'medium',
          message: `fault handler ${definition.name}() hands ${index} to ${callee}(), which indexes ${array} by it, and none of them nor ${mapping[0]?.name}() compares it with anything: user space reaches what lies beyond the array; return VM_FAULT_SIGBUS where the index is out of range`,
          related: [],
        });
      }
    }
    return [...drafts.values()];
  },
};

/** The functions that map, when none of them looks at where the mapping starts, or how large it is; else null. */
function unchecking(
  fromFile: boolean,
  tables: OpsTable[],
  mappings: MappingReport[],
  program: Program,
): FunctionDefinition[] | null {
  const maps = tables.map((table) => mappingsOf(table, mappings, program));
  if (maps.length === 0 || maps.some((m) => m === null)) return null;
  const found = maps.flatMap((m) => m ?? []).map((m) => m.mapping.definition);
  return found.some((one) => (fromFile ? looksAtOffset(one) : looksAtSize(one))) ? null : found;
}

/** An upper bound that lets one page too many through; null when the index is compared in any other way too. */
function boundTooFar(definition: FunctionDefinition): PageBound | null {
  const bounds = pageBounds(definition);
  if (bounds.some(({ op }) => op !== '>' && op !== '>=')) return null;
  const found = bounds.find(
    (one, at) =>
      one.op === '>' &&
      (one.inBytes ? isByteCount(one.value) : isPageCount(one.value)) &&
      // The same bound may be compared again once it is sure.
      !bounds.slice(at + 1).some((later) => later.op === '>=' && later.value === one.value),
  );
  return found && !hasHeader(definition) ? found : null;
}

/** The size of something: by the name of a variable, a field or a constant, or rounded up to pages. */
function isByteCount(bound: string): boolean {
  const text = bound.replace(/\s+/g, '');
  if (/^(?:round_?up|PAGE_ALIGN|ALIGN|resource_size|i_size_read)\(.*\)$/.test(text)) return true;
  return /^(?:\w+(?:->|\.))*\w*(?:size|len|length|bytes|SIZE|LEN|LENGTH|BYTES|_PAGES)$/.test(text);
}

function unbounded(
  { array, index, inBytes }: PageIndex,
  { name }: FunctionDefinition,
  mappings: FunctionDefinition[],
): string {
  const maps = `${mappings[0]?.name}()`;
  const compared = mappings.some(looksAtSize) ? 'the offset' : 'the offset or the size';
  const access = inBytes ? `maps what lies at ${array} + ${index}` : `indexes ${array} by ${index}`;
  const beyond = inBytes ? 'the memory' : 'the array';
  const out = inBytes ? 'offset' : 'index';
  return `fault handler ${name}() ${access}, and neither it nor ${maps} compares ${compared} of the mapping with anything: user space reaches what lies beyond ${beyond}; return VM_FAULT_SIGBUS where the ${out} is out of range`;
}

/** `index > count` where the count is that of the array's own object. */
function isOffByOne({ op, exact, bound }: Comparison, { owner, array }: PageIndex): boolean {
  if (op !== '>' || !exact) return false;
  if (bound.replace(/\s+/g, '') === `ARRAY_SIZE(${array})`) return true;
  if (/^\w+$/.test(bound)) return COUNT.test(bound);
  const [, object, field] = /^(.*)(?:->|\.)(\w+)$/.exec(bound) ?? [];
  return owner !== null && object === owner && COUNT.test(field as string);
}

/** Page 0 is something else, and the count is that of the pages behind it. */
function hasHeader({ file, item }: FunctionDefinition): boolean {
  return /-\s*1\b|pgoff\s*\?|!\s*(?:\w+->)?pgoff\b|[=!]=\s*0\b/.test(
    file.text.slice(item.bodyStart, item.end),
  );
}

/** A number of pages: by the name of a field or function, or a size shifted down. */
function isPageCount(bound: string): boolean {
  const text = bound.replace(/\s+/g, '');
  if (/[-+]/.test(text.replaceAll('->', '.'))) return false;
  const field = /^[\w.>-]*(?:->|\.)(\w+)$/.exec(text)?.[1];
  if (field !== undefined) return COUNT.test(field);
  return /^\(?[\w.>-]*(?:size|len|length)>>PAGE_SHIFT\)?$|^(?:PFN_(?:UP|DOWN)|\w+_pages)\([^()]*\)$|^DIV_ROUND_UP\(.*,PAGE_SIZE\)$/.test(
    text,
  );
}

const COUNT =
  /^(?:n|nr|num|no|n_|nr_|num_|no_)_?(?:of_)?(?:pages?|pgs|pfns?|entries|slots|bufs?)$|^(?:page|pages|pfn|pg|entry|buf|slot)s?_?(?:count|cnt|nr|num)$|^npages$/;

/** Anything about where and how large the mapping is, or a function that is handed the VMA and may look. */
function looksAtSize(mapping: FunctionDefinition): boolean {
  return looksAtOffset(mapping) || /\bvm_(?:end|start)\b|\bvma_pages\b/.test(bodyOf(mapping));
}

/** Where in the file the mapping starts: a size alone bounds nothing that is counted from the start of the file. */
function looksAtOffset(mapping: FunctionDefinition): boolean {
  const text = bodyOf(mapping).replace(/\bvm_flags_\w+\(\w+,|\bvma_pages\(\w+\)/g, '');
  return new RegExp(`\\bvm_pgoff\\b|\\bpgoff\\b|\\b${vmaOf(mapping)}\\s*[,)]`).test(text);
}
