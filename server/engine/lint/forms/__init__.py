"""The rules about forms and their fields."""
