"""Small wrong edits of rules, and whether any test notices."""
