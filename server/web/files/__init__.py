"""Files of cases: looked at in place, and all of a case that a reader sees as one archive."""
