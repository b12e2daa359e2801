/* release: 6.12 6.1 */
/* A bit says whether a stream runs: it is set before the start, and asked where the other one fails. */
struct card;
struct stream { unsigned long flags; struct card *card; int type; };
struct card { struct stream streams[3]; };
int encode_start(struct stream *stream);
int encode_stop(struct stream *stream, int now);

/* Right: the bit was set by the very test. */
static int pair_start(struct stream *stream)
{
	struct stream *index = &stream->card->streams[1];
	struct stream *text = &stream->card->streams[2];

	if (stream->type == 1) {
		if (test_bit(3, &index->flags) && !test_and_set_bit(1, &index->flags)) {
			if (encode_start(index)) {
				clear_bit(1, &index->flags);
				goto failed;
			}
		}
		if (test_bit(3, &text->flags) && !test_and_set_bit(1, &text->flags)) {
			if (encode_start(text)) {
				clear_bit(1, &text->flags);
				goto failed;
			}
		}
	}
	if (!encode_start(stream)) {
		set_bit(5, &stream->flags);
		return 0;
	}
failed:
	if (stream->type == 1) {
		if (test_bit(1, &index->flags)) {
			encode_stop(index, 0);
			clear_bit(1, &index->flags);
		}
		if (test_bit(1, &text->flags) && !test_bit(4, &text->flags)) {
			encode_stop(text, 0);
			clear_bit(1, &text->flags);
		}
	}
	clear_bit(1, &stream->flags);
	return -EIO;
}
static int pair_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct stream *stream = file->private_data;
	int ret = pair_start(stream);

	if (ret)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, 0, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations pair_fops = { .mmap = pair_mmap };

/* Another bit is asked: it says nothing of the start. */
static int loose_start(struct stream *stream)
{
	struct stream *index = &stream->card->streams[1];
	struct stream *text = &stream->card->streams[2];

	if (stream->type == 1) {
		if (test_bit(3, &index->flags) && !test_and_set_bit(1, &index->flags)) {
			if (encode_start(index)) {
				clear_bit(1, &index->flags);
				goto failed;
			}
		}
		if (test_bit(3, &text->flags) && !test_and_set_bit(1, &text->flags)) {
			if (encode_start(text)) {
				clear_bit(1, &text->flags);
				goto failed;
			}
		}
	}
	if (!encode_start(stream)) {
		set_bit(5, &stream->flags);
		return 0;
	}
failed:
	if (stream->type == 1) {
		if (test_bit(2, &index->flags)) {
			encode_stop(index, 0);
			clear_bit(1, &index->flags);
		}
		if (test_bit(2, &text->flags) && !test_bit(4, &text->flags)) {
			encode_stop(text, 0);
			clear_bit(1, &text->flags);
		}
	}
	clear_bit(1, &stream->flags);
	return -EIO;
/*      ^^^^^^^^^^^^ warning[resource-leak]: loose_start() fails here and keeps what encode_start() took, which it
 * gives back on another way out (encode_stop()): it stays taken; give it back before this return
 */
}
static int loose_mmap(struct file *file, struct vm_area_struct *vma)
{
	struct stream *stream = file->private_data;
	int ret = loose_start(stream);

	if (ret)
		return ret;
	return remap_pfn_range(vma, vma->vm_start, 0, PAGE_SIZE, vma->vm_page_prot);
}
static const struct file_operations loose_fops = { .mmap = loose_mmap };
