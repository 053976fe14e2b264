"""Digital signatures in files that were handed in: read, and kept."""
