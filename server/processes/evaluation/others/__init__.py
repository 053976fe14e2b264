"""Points that others than the unit give it."""
