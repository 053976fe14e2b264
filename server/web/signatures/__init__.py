"""Digital signatures of files, as pages say them beside the file."""
