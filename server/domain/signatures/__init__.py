"""Digital signatures in files that were handed in: what was found of them, and what it comes to."""
