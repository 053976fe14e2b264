"""Events: written by the journal alone, chained by hash, read by auditors."""
