"""What commands say at a terminal, in both languages."""
