"""What is drawn: read from a file, judged for what the engine is safe with, told as it runs."""
