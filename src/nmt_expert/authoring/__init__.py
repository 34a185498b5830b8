"""Tools for who writes rules: small clients as tests, mutation, what a change does, where a conclusion comes from."""
