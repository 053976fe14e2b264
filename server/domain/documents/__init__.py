"""Documents: which a completed task makes, their numbers and symbols, and the registers."""
