"""The page on which a demonstration's clock is moved."""
