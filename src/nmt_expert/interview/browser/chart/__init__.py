"""The body to tap, its places as a list, and what each area is like."""
