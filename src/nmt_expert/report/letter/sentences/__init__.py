"""Findings -> phrases -> sentences: how the letter says what was found. Nothing here guesses; every word is in a table or a label."""
