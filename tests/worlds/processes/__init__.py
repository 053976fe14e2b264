"""Processes of data alone that a test deploys: of chosen or of random names."""
