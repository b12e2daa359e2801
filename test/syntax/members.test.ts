import { expect, test } from 'vitest';
import { parseTypeMembers } from '../../server/src/syntax/members.ts';
import { splitItems } from '../../server/src/syntax/split.ts';
import { showGuards } from './print.ts';

function members(text: string): string[] {
  return splitItems(text).flatMap((item) =>
    parseTypeMembers(text, item).map((member) => {
      expect(text.slice(member.nameSpan.start, member.nameSpan.end)).toBe(member.name);
      const prototype = member.prototype
        ? ` ${member.prototype.returns} <- ${member.prototype.parameters.map((p) => `<${p.type}>${p.name}`).join(', ')}`
        : '';
      return `${member.name}: ${prototype ? prototype.trim() : member.type}${member.guards.length > 0 ? ` [${showGuards(member.guards)}]` : ''}`;
    }),
  );
}

test('pointers to functions carry their prototype, members their guards', () => {
  expect(
    members(`struct ops {
	void (*open)(struct area *area); /* why; not */
	/**
	 * @name: with a semicolon; inside
	 */
	const char *(*name)(struct area *area);
#ifdef CONFIG_NUMA
	int (*policy)(struct area *area,
		      struct policy *new);
#else
	int (*nothing)(void);
#endif
	const struct other *more;
};
`),
  ).toEqual([
    'open: void <- <struct area *>area',
    'name: const char * <- <struct area *>area',
    'policy: int <- <struct area *>area, <struct policy *>new [defined(CONFIG_NUMA)]',
    'nothing: int <- [!defined(CONFIG_NUMA)]',
    'more: const struct other *',
  ]);
});

test('members of unnamed structs and unions belong to the struct', () => {
  expect(
    members(`struct fault {
	const struct {
		struct area *vma;
		unsigned long address;
	};
	union {
		pte_t orig;
		struct { int a, b; } pair;
	};
	int x, *y, z[4];
	unsigned int bit:1;
	struct_group(both,
		int first;
		int second;
	);
};
struct fault;
enum { A };
`),
  ).toEqual([
    'vma: struct area *',
    'address: unsigned long',
    'orig: pte_t',
    'pair: struct',
    'x: int',
    'y: int *',
    'z: int []',
    'bit: unsigned int',
    'first: int',
    'second: int',
  ]);
});
