"""The composite fields of the submission's forms."""
