/* release: 6.12 5.10 */
/* What an option adds to two helpers goes together: no build has one of them alone. */
struct dev { struct rw_semaphore sem; struct mutex regs; int count; };

static void dev_lock(struct dev *dev)
{
#if DEV_HAS_FIRMWARE
	down_read(&dev->sem);
#endif
	mutex_lock(&dev->regs);
}

static void dev_unlock(struct dev *dev)
{
	mutex_unlock(&dev->regs);
#if DEV_HAS_FIRMWARE
	up_read(&dev->sem);
#endif
}

static void both_close(struct vm_area_struct *vma)
{
	struct dev *dev = vma->vm_private_data;

	dev_lock(dev);
	dev->count--;
	dev_unlock(dev);
}

static void dev_lock_all(struct dev *dev)
{
	dev_lock(dev);
}

static void nested_close(struct vm_area_struct *vma)
{
	struct dev *dev = vma->vm_private_data;

	dev_lock_all(dev);
	dev->count--;
	dev_unlock(dev);
}

#ifdef CONFIG_DEV_POWER
static void power_lock(struct dev *dev)
{
	dev_note(dev);
	down_read(&dev->sem);
}
static void power_unlock(struct dev *dev)
{
	dev_note(dev);
	up_read(&dev->sem);
}
#else
static void power_lock(struct dev *dev)
{
	dev_note(dev);
}
static void power_unlock(struct dev *dev)
{
	dev_note(dev);
}
#endif

static void power_close(struct vm_area_struct *vma)
{
	struct dev *dev = vma->vm_private_data;

	power_lock(dev);
	dev->count--;
	power_unlock(dev);
}

static void own_close(struct vm_area_struct *vma)
{
	struct dev *dev = vma->vm_private_data;

#ifdef CONFIG_DEV_POWER
	down_read(&dev->sem);
#endif
	dev->count--;
	power_unlock(dev);
}

/* A way out without the other half is wrong in a build with the option. */
static void early_close(struct vm_area_struct *vma)
{
	struct dev *dev = vma->vm_private_data;

	dev_lock(dev);
	if (dev->count == 0)
		return;
/*              ^^^^^^^ warning[lock-imbalance]: close handler early_close() returns with &dev->sem still held: the
 * next task that takes it hangs; release it on this path too
 */
	dev->count--;
	dev_unlock(dev);
}

/* Two options are not one. */
static void mixed_unlock(struct dev *dev)
{
	mutex_unlock(&dev->regs);
#if DEV_HAS_SHADER
	up_read(&dev->sem);
#endif
}

static void mixed_close(struct vm_area_struct *vma)
{
	struct dev *dev = vma->vm_private_data;

	dev_lock(dev);
	dev->count--;
	mixed_unlock(dev);
}
/*<^ warning[lock-imbalance]: close handler mixed_close() returns with &dev->sem still held: the next task that takes
 * it hangs; release it on this path too
 */

static const struct vm_operations_struct both_ops = { .close = both_close };
static const struct vm_operations_struct nested_ops = { .close = nested_close };
static const struct vm_operations_struct power_ops = { .close = power_close };
static const struct vm_operations_struct own_ops = { .close = own_close };
static const struct vm_operations_struct early_ops = { .close = early_close };
static const struct vm_operations_struct mixed_ops = { .close = mixed_close };
