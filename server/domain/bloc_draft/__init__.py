"""A bloc-year that is being made: its document, who holds it, what it still lacks."""
