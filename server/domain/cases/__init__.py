"""Cases: when one may be opened, its steps, who sees what of it, and how it is repaired."""
