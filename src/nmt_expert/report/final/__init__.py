"""A letter that was sent is a record: its seal, and what an addendum says has changed."""
