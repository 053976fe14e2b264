"""Documents: what a completed task makes, and the acts on a register."""
