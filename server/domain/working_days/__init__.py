"""What a province may say of its working days."""
