"""The composite fields of the award review's forms."""
