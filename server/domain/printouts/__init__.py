"""Printouts: what stands on one, and how it is put together from a case's own data."""
