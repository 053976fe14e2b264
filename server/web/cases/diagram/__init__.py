"""The live diagram of a case: what of it is done, under way, and shown to whom."""
