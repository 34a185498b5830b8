"""The knowledge to look up, both ways: from a place or finding to what it may mean, and from a structure to its signs."""
