/* release: 6.12 4.4 */
/* expect: none */
/* Tables that are written to at run time, in every way, or that live inside another object. */
static void foo_open(struct vm_area_struct *vma)
{
}

static struct vm_operations_struct patched_ops = {
	.open = foo_open,
};

static struct vm_operations_struct copied_ops;

static struct vm_operations_struct cleared_ops = {
	.open = foo_open,
};

static struct vm_operations_struct handed_out_ops = {
	.open = foo_open,
};

static struct vm_operations_struct array_ops[] = {
	{ .open = foo_open },
};

struct foo {
	struct vm_operations_struct ops;
	int count;
};

static struct foo foo = {
	.ops = { .open = foo_open },
};

void foo_init(struct vm_area_struct *vma, int i)
{
	struct vm_operations_struct *ops = &handed_out_ops;

	patched_ops.close = foo_open;
	copied_ops = *vma->vm_ops;
	memset(&cleared_ops, 0, sizeof(cleared_ops));
	ops->close = foo_open;
	array_ops[i].close = foo_open;
}

void foo_build(struct vm_area_struct *vma)
{
	struct foo *made = kzalloc(sizeof(*made), GFP_KERNEL);

	made->ops = *vma->vm_ops;
	made->ops.open = foo_open;
	vma->vm_ops = &made->ops;
}

/* Handed to code that may write. */
static struct vm_operations_struct passed_ops = {
	.open = foo_open,
};

static struct vm_operations_struct pointed_ops = {
	.open = foo_open,
};

static struct vm_operations_struct *foo_pointer = &pointed_ops;

static void foo_patch(int level, struct vm_operations_struct *ops)
{
	if (level)
		ops->close = foo_open;
}

void foo_setup(int level)
{
	foo_patch(level, &passed_ops);
	foo_pointer->close = foo_open;
}

/* Filled word by word, through a pointer to something else. */
static struct vm_operations_struct words_ops;
void fill_words(const struct vm_operations_struct *from)
{
	const unsigned long *source = (const unsigned long *)from;
	unsigned long *target = (unsigned long *)&words_ops;
	int i;

	for (i = 0; i < sizeof(words_ops) / sizeof(*target); i++)
		target[i] = source[i];
}
