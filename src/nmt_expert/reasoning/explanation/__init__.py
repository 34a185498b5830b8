"""Why, why not, what if: how a hypothesis got its place and what would change it."""
