"""Typed lines: commands, checklists, fields, names of the vocabulary."""
