"""The rules about decision tables, and about the tasks that ask them."""
