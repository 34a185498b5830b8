"""A case to be asked about by stages, with structured reflection, and what the answers are worth."""
