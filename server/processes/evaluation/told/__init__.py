"""What pages tell of the scores of an evaluation beyond its tasks."""
