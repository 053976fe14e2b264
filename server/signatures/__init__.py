"""Digital signatures in PDF files, read by pyHanko in a process of its own; nothing is fetched."""
