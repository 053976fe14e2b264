"""Background work: what the queue calls; each handler calls an action."""
