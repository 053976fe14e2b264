"""The composite fields of the evaluation's forms."""
