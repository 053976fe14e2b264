"""What a note, checkpoint, proof or tile that shows nothing ends with."""


class LogRefused(ValueError):
    """It is malformed, signed wrongly, or does not prove what it should; the text says which."""
