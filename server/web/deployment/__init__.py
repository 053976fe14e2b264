"""Publishing a process by a page: upload, difference, proposal, versions."""
