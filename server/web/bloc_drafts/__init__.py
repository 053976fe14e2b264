"""The pages on which a bloc-year is made: by Home Affairs, and by the leading secretary."""
