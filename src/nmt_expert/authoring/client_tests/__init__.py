"""Small clients as tests of rules: where they are written, what each asks, whether the rules do it."""
