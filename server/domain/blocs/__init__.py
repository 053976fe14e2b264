"""A bloc and its year: the file that describes it, and the rules a case freezes from it."""
