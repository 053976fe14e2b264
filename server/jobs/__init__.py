"""Background work: it calls actions, as the web does."""
