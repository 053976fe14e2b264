"""Commands about the installation itself: what it connects to, its keys, what it keeps."""
