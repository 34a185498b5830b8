"""What to examine, treat and do at home, and what keeps a complaint going."""
