"""Files that pages hand out: made for one answer, and sent piece by piece."""
