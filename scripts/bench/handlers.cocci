// What vmops looks at, as near as a semantic patch comes: every ops table with a fault-time member, the handler of
// that member in the same file, and each of its returns that is an errno or no VM_FAULT code at all. It has no
// paths, no callees and no other files.
virtual report

@table@
identifier ops, handler;
identifier member =~ "^(fault|page_mkwrite|pfn_mkwrite|huge_fault|map_pages)$";
position p;
@@
struct vm_operations_struct ops@p = { ..., .member = handler, ..., };

@bad@
identifier table.handler;
constant code;
position p;
type T;
@@
T handler(...)
{
  <+...
  return@p -code;
  ...+>
}

@script:python depends on report@
p << bad.p;
handler << table.handler;
@@
coccilib.report.print_report(p[0], "errno leaves %s" % handler)
