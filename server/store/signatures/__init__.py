"""What was found of digital signatures in files that were handed in."""
