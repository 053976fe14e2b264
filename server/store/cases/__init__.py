"""Cases as steps, pages and administrators need them."""
