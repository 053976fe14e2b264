"""Who asks too often is held back: counted before the page, told how long to wait."""
