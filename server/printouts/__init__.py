"""Printouts: documents laid out from a case's own data, as PDF and as a Word file."""
