// SPDX-License-Identifier: GPL-2.0-only
import { expect, test } from 'vitest';
import { resolveHandlers } from '../../server/src/facts/names/resolve.ts';
import { createProgram } from '../../server/src/facts/program.ts';
import { SourceFile } from '../../server/src/text/source.ts';
import { libraryJobs } from '../../server/src/workspace/libraries.ts';
import { fileScope, tableScope, wholeScope } from '../../server/src/workspace/scope.ts';
import { lintSources } from '../rules/lintSources.ts';

/** The library, as its own file: it answers a group that is not its own with a bit that nobody looks for. */
const library = (
  answer: string,
  storage = '',
) => `${storage}vm_fault_t netfs_page_mkwrite(struct vm_fault *vmf, struct netfs_group *group)
{
	struct folio *folio = page_folio(vmf->page);
	struct inode *inode = file_inode(vmf->vma->vm_file);

	folio_lock(folio);
	if (folio->mapping != inode->i_mapping) {
		folio_unlock(folio);
		return VM_FAULT_NOPAGE;
	}
	if (group != folio_get_private(folio)) {
		folio_unlock(folio);
		return ${answer};
	}
	return VM_FAULT_LOCKED;
}
`;

const user = (
  name: string,
  handler = `${name}_mkwrite`,
) => `static vm_fault_t ${name}_mkwrite(struct vm_fault *vmf)
{
	return netfs_page_mkwrite(vmf, NULL);
}

static const struct vm_operations_struct ${name}_ops = {
	.fault = filemap_fault,
	.page_mkwrite = ${handler},
};
`;

const LIBRARY = 'fs/netfs/write.c';
const files = (answer: string) => ({
  [LIBRARY]: library(answer),
  'fs/one/file.c': user('one'),
  'fs/two/file.c': user('two'),
});

const said = (sources: Record<string, string>) =>
  lintSources(sources, '6.12', 'documentation')
    .findings.filter(({ rule }) => rule !== 'mkwrite-no-freeze-protection')
    .map(({ rule, place, path, function: name }) => ({
      rule,
      at: `${place.file.path}:${place.file.positionAt(place.start).line}`,
      function: name,
      from: path.filter(({ kind }) => kind === 'note').map(({ message }) => message),
    }));

test('a line of the library is one finding, there, with the tables that lead to it', () => {
  expect(said(files('VM_FAULT_RETRY'))).toEqual([
    {
      rule: 'fault-code-not-allowed',
      at: `${LIBRARY}:13`,
      function: 'netfs_page_mkwrite',
      from: ['one_ops leads there', 'two_ops leads there'],
    },
  ]);
  expect(said(files('VM_FAULT_NOPAGE'))).toEqual([]);
});

test('where the library is not in sight it is said of its callers, as what a static function gives is', () => {
  const { [LIBRARY]: _, ...callers } = files('VM_FAULT_RETRY');
  const own = { 'fs/one/file.c': library('VM_FAULT_RETRY', 'static ') + user('one') };
  const places = (sources: Record<string, string>) =>
    said(sources).map(({ at, function: name }) => [at, name]);
  expect(places(callers)).toEqual([
    ['fs/one/file.c:3', 'one_mkwrite'],
    ['fs/two/file.c:3', 'two_mkwrite'],
  ]);
  expect(places(own)).toEqual([['fs/one/file.c:19', 'one_mkwrite']]);
});

function program(sources: Record<string, string>) {
  const made = createProgram();
  for (const [path, text] of Object.entries(sources)) made.addFile(new SourceFile(path, text));
  return made;
}

function scoped(sources: Record<string, string>) {
  const made = program(sources);
  const tables = [...made.files.values()].flatMap((facts) => facts.tables);
  return { tables, handlers: resolveHandlers(made, tables), mappings: [], libraries: libraryJobs(made) };
}

test('one that a table names, or that no table leads to, is none of the library', () => {
  const names = (sources: Record<string, string>) =>
    libraryJobs(program(sources)).map(({ definition, tables }) => [
      definition.name,
      ...tables.map((one) => one.name),
    ]);
  const all = files('VM_FAULT_NOPAGE');
  expect(names(all)).toEqual([['netfs_page_mkwrite', 'one_ops', 'two_ops']]);
  expect(names({ [LIBRARY]: all[LIBRARY] as string })).toEqual([]);
  expect(names({ ...all, 'fs/three/file.c': user('three', 'netfs_page_mkwrite') })).toEqual([]);
  expect(names({ ...all, [LIBRARY]: library('0', 'static ') })).toEqual([]);
  // That of a tree that a module is for is not the module's.
  expect(names({ '/usr/src/linux/fs/netfs/write.c': library('0'), 'one.c': user('one') })).toEqual([]);
});

test('it is in the scope of its own file and of the whole, and of no caller', () => {
  const all = scoped(files('VM_FAULT_NOPAGE'));
  const jobs = (scope: { jobs: { definition: { name: string } }[] }) =>
    scope.jobs.map(({ definition }) => definition.name);
  expect(jobs(fileScope(all, LIBRARY))).toEqual(['netfs_page_mkwrite']);
  expect(jobs(fileScope(all, 'fs/one/file.c'))).toEqual(['one_mkwrite']);
  expect(jobs(wholeScope(all))).toEqual(['one_mkwrite', 'two_mkwrite', 'netfs_page_mkwrite']);
  expect(jobs(tableScope({ ...all, libraries: [] }, () => true))).toEqual(['one_mkwrite', 'two_mkwrite']);
});

/** A part of handlers: it leaves the lock that its callers took, and vmf->page, to them. */
const part = (
  answer: string,
) => `vm_fault_t ttm_bo_vm_fault_reserved(struct vm_fault *vmf, pgprot_t prot, pgoff_t n)
{
	struct foo *bo = vmf->vma->vm_private_data;
	int err = foo_populate(bo);
	vm_fault_t ret = 0;
	pgoff_t i;

	if (err == -EAGAIN)
		return ${answer};
	if (err)
		return VM_FAULT_SIGBUS;
	for (i = 0; i < n; i++) {
		ret = vmf_insert_pfn_prot(vmf->vma, vmf->address + i * PAGE_SIZE, bo->pfn + i, prot);
		if (ret & VM_FAULT_ERROR)
			break;
	}
	return ret;
}
`;

const partUser = `static vm_fault_t foo_fault(struct vm_fault *vmf)
{
	struct foo *bo = vmf->vma->vm_private_data;
	vm_fault_t ret;

	mutex_lock(&bo->lock);
	ret = ttm_bo_vm_fault_reserved(vmf, vmf->vma->vm_page_prot, 16);
	mutex_unlock(&bo->lock);
	return ret;
}

static const struct vm_operations_struct foo_ops = { .fault = foo_fault };
`;

test('a part of handlers is held to what it returns, and to nothing that it leaves to them', () => {
  const at = (answer: string) => said({ 'ttm/vm.c': part(answer), 'foo/foo.c': partUser });
  expect(at('-EAGAIN')).toEqual([
    {
      rule: 'errno-as-vm-fault',
      at: 'ttm/vm.c:9',
      function: 'ttm_bo_vm_fault_reserved',
      from: ['foo_ops leads there'],
    },
  ]);
  expect(at('VM_FAULT_NOPAGE')).toEqual([]);
});
