"""A case shown step by step: what was found, how the ranking moves, and why."""
