/* release: 6.12 4.19 */
/* A callee gives an object, or none, by many ways: which it was is known, and it does not touch the lock. */
struct unit {
	spinlock_t lock;
	unsigned long busy;
	int users;
	int node;
};

struct task {
	struct mutex lock;
	struct unit *unit;
	int node;
	int wants;
};

extern unsigned long debug_flags;
extern struct unit *units;
void count_event(int what);
int unit_fits(struct unit *unit, int wants);

static struct unit *task_assign(struct task *task)
{
	struct unit *unit, *one;
	int node = task->node;
	int best = 8;

	if (node < 0)
		node = 0;
again:
	unit = NULL;
	for (one = units; one < units + 8; one++) {
		if (one->node != node)
			continue;
		if (unit_fits(one, task->wants)) {
			unit = one;
			best = one->users;
			if (best == 0)
				break;
		}
	}
	if (unit) {
		spin_lock(&unit->lock);
		if (!unit_fits(unit, task->wants)) {
			spin_unlock(&unit->lock);
			goto again;
		}
		unit->users++;
		task->unit = unit;
		spin_unlock(&unit->lock);
		if (debug_flags & 1)
			count_event(1);
		if (debug_flags & 2)
			count_event(unit->users);
	} else {
		if (debug_flags & 2)
			count_event(2);
		if (debug_flags & 1)
			count_event(3);
	}
	return unit;
}

static vm_fault_t early_fault(struct vm_fault *vmf)
{
	struct task *task = vmf->vma->vm_private_data;

	mutex_lock(&task->lock);
	if (!task->unit) {
		if (!task_assign(task))
			return VM_FAULT_NOPAGE;
/*                      ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler early_fault() returns with
 * &task->lock still held: the next task that takes it hangs; release it on this path too
 */
	}
	mutex_unlock(&task->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct early_ops = { .fault = early_fault };

static vm_fault_t found_fault(struct vm_fault *vmf)
{
	struct task *task = vmf->vma->vm_private_data;
	struct unit *unit;

	mutex_lock(&task->lock);
	unit = task_assign(task);
	if (unit != NULL && unit->busy)
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler found_fault() returns with &task->lock
 * still held: the next task that takes it hangs; release it on this path too
 */
	mutex_unlock(&task->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct found_ops = { .fault = found_fault };

static vm_fault_t assign_fault(struct vm_fault *vmf)
{
	struct task *task = vmf->vma->vm_private_data;

	mutex_lock(&task->lock);
	if (!task->unit) {
		if (!task_assign(task)) {
			mutex_unlock(&task->lock);
			return VM_FAULT_NOPAGE;
		}
	}
	mutex_unlock(&task->lock);
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct assign_ops = { .fault = assign_fault };

/* The callee gives the lock back with what it gives, and with nothing keeps it. */
static struct unit *task_take(struct task *task)
{
	struct unit *unit = NULL;

	if (task->wants) {
		unit = task->unit;
		if (unit && unit->busy)
			unit = NULL;
	}
	if (debug_flags & 1)
		count_event(1);
	if (debug_flags & 2)
		count_event(2);
	if (unit)
		mutex_unlock(&task->lock);
	return unit;
}

static vm_fault_t taken_fault(struct vm_fault *vmf)
{
	struct task *task = vmf->vma->vm_private_data;

	mutex_lock(&task->lock);
	if (task_take(task))
		return VM_FAULT_NOPAGE;
	mutex_unlock(&task->lock);
	return VM_FAULT_SIGBUS;
}
static const struct vm_operations_struct taken_ops = { .fault = taken_fault };

static vm_fault_t kept_fault(struct vm_fault *vmf)
{
	struct task *task = vmf->vma->vm_private_data;

	mutex_lock(&task->lock);
	if (!task_take(task))
		return VM_FAULT_SIGBUS;
/*              ^^^^^^^^^^^^^^^^^^^^^^^ warning[lock-imbalance]: fault handler kept_fault() returns with &task->lock
 * still held: the next task that takes it hangs; release it on this path too
 */
	return VM_FAULT_NOPAGE;
}
static const struct vm_operations_struct kept_ops = { .fault = kept_fault };
