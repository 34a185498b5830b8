"""How often the program is right, on cases with a published answer."""
