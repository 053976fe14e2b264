"""Notices read: no business state and no event, as with what a person puts off."""
