/* A function that handlers call, deep enough that nobody follows it from them. */
struct box {
	spinlock_t lock;
	void *note;
	int users;
};

struct box *box_of(unsigned long n);

static void box_note(unsigned long n)
{
	struct box *box = box_of(n);

	spin_lock(&box->lock);
	box->note = kmalloc(64, GFP_KERNEL);
/*                  ^^^^^^^^^^^^^^^^^^^^^^^ error[sleep-under-spinlock]: fault handler box_fault() calls kmalloc()
 * while &box->lock is held, and kmalloc() may sleep with GFP_KERNEL: the CPU may schedule away with
 * the lock held; end the atomic section before the call
 */
	spin_unlock(&box->lock);
}

/* Right: no wait. */
static void box_note_now(unsigned long n)
{
	struct box *box = box_of(n);

	spin_lock(&box->lock);
	box->note = kmalloc(64, GFP_ATOMIC);
	spin_unlock(&box->lock);
}

/* Right: called with the lock, which it lets go of while it waits. */
static int box_wait(struct box *box)
{
	spin_unlock(&box->lock);
	msleep(1);
	spin_lock(&box->lock);
	return box->users;
}

static int box_settle(unsigned long n)
{
	struct box *box = box_of(n);
	int users;

	spin_lock(&box->lock);
	users = box_wait(box);
	spin_unlock(&box->lock);
	return users;
}

static vm_fault_t box_fault(struct vm_fault *vmf)
{
	box_note(vmf->pgoff);
	box_note_now(vmf->pgoff);
	if (box_settle(vmf->pgoff))
		return VM_FAULT_SIGBUS;
	return VM_FAULT_SIGBUS;
}

static const struct vm_operations_struct box_ops = {
	.fault = box_fault,
};
