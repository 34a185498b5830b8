"""How arguments become a ranking: what rests on what, how well a drawing fits, what was said, what it weighs, who stands where."""
