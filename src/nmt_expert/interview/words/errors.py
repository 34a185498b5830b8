"""The one error of what is typed."""


class InputError(Exception):
    """What was typed cannot be taken; the text says what is possible."""
