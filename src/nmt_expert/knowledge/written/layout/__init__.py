"""The one layout of rule files: lines of at most 120 characters, short forms, comments kept."""
