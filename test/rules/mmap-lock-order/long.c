/* release: 6.12 */
/* The writer has more ways than are walked: one of them is enough. */
struct ring {
	struct mutex lock;
	unsigned int state;
	char *buffer;
};

static int ring_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct ring *ring = file->private_data;
	int ret;

	mutex_lock(&ring->lock);
/*      ^^^^^^^^^^^^^^^^^^^^^^^ warning[mmap-lock-order]: ring_mmap() takes &ring->lock under mmap_lock, and
 * ring_write() holds it over copy_from_user(), which may take mmap_lock: two tasks may wait for each other for ever;
 * release the lock before user memory is touched
 */
	ret = ring_map(ring, vma);
	mutex_unlock(&ring->lock);
	return ret;
}
static const struct file_operations ring_fops = { .mmap = ring_mmap };

static ssize_t ring_write(struct file *file, const char __user *buf, size_t count, loff_t *pos)
{
	struct ring *ring = file->private_data;
	size_t done = 0;
	int ret = 0;

	while (count > 0) {
		if (mutex_lock_interruptible(&ring->lock))
			return -ERESTARTSYS;
		if (copy_from_user(ring->buffer + done, buf, 16)) {
			ret = -EFAULT;
			goto out;
		}
		if (ring_step(ring, 0) > ret)
			ret = ring_more(ring, 0);
		if (ret == -EIO && ring->state != 0)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 1) > ret)
			ret = ring_more(ring, 1);
		if (ret == -EAGAIN && ring->state != 1)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 2) > ret)
			ret = ring_more(ring, 2);
		if (ret == -ENOMEM && ring->state != 2)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 3) > ret)
			ret = ring_more(ring, 3);
		if (ret == -EPIPE && ring->state != 3)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 4) > ret)
			ret = ring_more(ring, 4);
		if (ret == -EIO && ring->state != 4)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 5) > ret)
			ret = ring_more(ring, 5);
		if (ret == -EAGAIN && ring->state != 5)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 6) > ret)
			ret = ring_more(ring, 6);
		if (ret == -ENOMEM && ring->state != 6)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 7) > ret)
			ret = ring_more(ring, 7);
		if (ret == -EPIPE && ring->state != 7)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 8) > ret)
			ret = ring_more(ring, 8);
		if (ret == -EIO && ring->state != 8)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 9) > ret)
			ret = ring_more(ring, 9);
		if (ret == -EAGAIN && ring->state != 9)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 10) > ret)
			ret = ring_more(ring, 10);
		if (ret == -ENOMEM && ring->state != 10)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 11) > ret)
			ret = ring_more(ring, 11);
		if (ret == -EPIPE && ring->state != 11)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 12) > ret)
			ret = ring_more(ring, 12);
		if (ret == -EIO && ring->state != 12)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 13) > ret)
			ret = ring_more(ring, 13);
		if (ret == -EAGAIN && ring->state != 13)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 14) > ret)
			ret = ring_more(ring, 14);
		if (ret == -ENOMEM && ring->state != 14)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 15) > ret)
			ret = ring_more(ring, 15);
		if (ret == -EPIPE && ring->state != 15)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 16) > ret)
			ret = ring_more(ring, 16);
		if (ret == -EIO && ring->state != 16)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 17) > ret)
			ret = ring_more(ring, 17);
		if (ret == -EAGAIN && ring->state != 17)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 18) > ret)
			ret = ring_more(ring, 18);
		if (ret == -ENOMEM && ring->state != 18)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 19) > ret)
			ret = ring_more(ring, 19);
		if (ret == -EPIPE && ring->state != 19)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 20) > ret)
			ret = ring_more(ring, 20);
		if (ret == -EIO && ring->state != 20)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 21) > ret)
			ret = ring_more(ring, 21);
		if (ret == -EAGAIN && ring->state != 21)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 22) > ret)
			ret = ring_more(ring, 22);
		if (ret == -ENOMEM && ring->state != 22)
			goto out;
		ring->state ^= ret;
		if (ring_step(ring, 23) > ret)
			ret = ring_more(ring, 23);
		if (ret == -EPIPE && ring->state != 23)
			goto out;
		ring->state ^= ret;
		done += 16;
		count -= 16;
out:
		mutex_unlock(&ring->lock);
		if (ret < 0)
			return ret;
	}
	return done;
}
