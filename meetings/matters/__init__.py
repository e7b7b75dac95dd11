"""Questions that several units share, until they are settled."""
