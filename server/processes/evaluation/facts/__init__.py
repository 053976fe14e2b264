"""Facts about units beside their points: read from records, told by history, judged."""
