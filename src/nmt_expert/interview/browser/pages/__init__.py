"""One kind of page each: how it is shown and what is taken from it."""
