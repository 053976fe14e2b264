"""The catalogue of every word a person reads, and the language it is read in."""
