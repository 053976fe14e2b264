"""The bloc's registers: their list, their entries, and what leader and secretary do to them."""
