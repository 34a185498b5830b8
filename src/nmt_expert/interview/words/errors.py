"""The one error of what is typed."""


class InputError(Exception):
    """What was typed cannot be taken; the text says what is possible, and `keys` what a keyboard may type beside. `at`
    names the field or question where it stands."""

    def __init__(self, message: str, at: str = "", keys: str = "") -> None:
        super().__init__(message)
        self.at = at
        self.keys = keys

    @property
    def at_keyboard(self) -> str:
        """The text for a front end where all is typed."""
        return f"{self} {self.keys}".strip()
