"""nmt-expert: a rule-based expert system for neuromuscular therapy assessment."""

__version__ = "0.1.0"
