"""Many cases at once, for research and audit: read one by one, assessed on all cores, written in their order."""
