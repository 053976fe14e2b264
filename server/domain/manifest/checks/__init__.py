"""What must hold between a manifest, its diagram and its forms, and the manifests beside it."""
