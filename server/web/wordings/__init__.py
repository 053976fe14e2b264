"""A bloc's own wording of printouts: typed beside what a case makes of it."""
