"""Printouts of a case: which there are for the reader, their page, and their files."""
