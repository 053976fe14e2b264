"""Results over the years: of a unit, and of one measure by all units."""
