/* release: 6.12 4.19 */
/* Functions that handlers call, with locks that no handler can name. */
struct box {
	struct list_head slots;
};

struct slot {
	struct mutex lock;
	spinlock_t state_lock;
	int state;
	unsigned long pfn;
};

struct slot *box_slot(struct box *box, unsigned long n);
int slot_wake(struct slot *slot);

/* The lock is given back on success, and kept on one failure. */
static int slot_prepare(struct box *box, unsigned long n)
{
	struct slot *slot = box_slot(box, n);

	mutex_lock(&slot->lock);
	if (slot->state < 0)
		return -EIO;
/*              ^^^^^^^^^^^^ warning[lock-imbalance]: slot_prepare() returns with &slot->lock still held, which it
 * gives back on another way out: the next task that takes it hangs; release it on this path too
 */
	slot->state++;
	mutex_unlock(&slot->lock);
	return 0;
}

/* Nothing comes back: the two ways look the same. */
static void slot_count(struct box *box, unsigned long n)
{
	struct slot *slot = box_slot(box, n);

	spin_lock(&slot->state_lock);
	if (slot->state == 7)
		return;
/*              ^^^^^^^ warning[lock-imbalance]: slot_count() returns with &slot->state_lock still held, which it
 * gives back on another way out: the task goes on in atomic context, and the next that takes it spins
 * for ever; release it on this path too
 */
	slot->state++;
	spin_unlock(&slot->state_lock);
}

/* Right: each way out gives it back. */
static int slot_wait(struct box *box, unsigned long n)
{
	struct slot *slot = box_slot(box, n);
	int err = 0;

	mutex_lock(&slot->lock);
	if (slot->state < 0) {
		err = -EIO;
		goto out;
	}
	err = slot_wake(slot);
out:
	mutex_unlock(&slot->lock);
	return err;
}

/* Right: the result tells whether the lock is held. */
static bool slot_hold(struct box *box, unsigned long n)
{
	struct slot *slot = box_slot(box, n);

	mutex_lock(&slot->lock);
	if (slot->state < 0) {
		mutex_unlock(&slot->lock);
		return false;
	}
	return true;
}

/* Right: so does a pointer. */
static struct slot *slot_get(struct box *box, unsigned long n)
{
	struct slot *slot = box_slot(box, n);

	mutex_lock(&slot->lock);
	if (slot->state < 0) {
		mutex_unlock(&slot->lock);
		return NULL;
	}
	return slot;
}

static vm_fault_t box_fault(struct vm_fault *vmf)
{
	struct box *box = vmf->vma->vm_private_data;
	struct slot *slot;

	if (slot_prepare(box, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	slot_count(box, vmf->pgoff);
	if (slot_wait(box, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	slot = slot_get(box, vmf->pgoff);
	if (!slot)
		return VM_FAULT_SIGBUS;
	mutex_unlock(&slot->lock);
	if (!slot_hold(box, vmf->pgoff))
		return VM_FAULT_SIGBUS;
	mutex_unlock(&box_slot(box, vmf->pgoff)->lock);
	return VM_FAULT_NOPAGE;
}

static const struct vm_operations_struct box_ops = {
	.fault = box_fault,
};
