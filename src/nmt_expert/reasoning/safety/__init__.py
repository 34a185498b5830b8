"""Red flags, the safety screen, and the one urgency of a case."""
