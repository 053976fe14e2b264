"""Letters that leave, and those that a restored copy holds back."""
