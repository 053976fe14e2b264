"""Printouts: documents laid out from what stands in a case, in the words of its forms."""
