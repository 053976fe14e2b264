"""The calendar: what is due on which day, in the blocs the reader may know of."""
