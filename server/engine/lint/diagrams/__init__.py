"""The rules about what a diagram draws."""
