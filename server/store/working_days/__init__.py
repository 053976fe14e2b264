"""Days off and worked days of a province, and the cases that follow them."""
