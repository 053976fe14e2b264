"""Publishing a process by a page: what of an upload is taken, and who its two persons are."""
