"""The log of logs: leaves, tiles and checkpoints, and the keys that sign them."""
