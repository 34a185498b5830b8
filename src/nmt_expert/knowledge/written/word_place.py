"""Where a word of a YAML scalar stands in its file, also when the scalar is folded over several lines or quoted."""

from __future__ import annotations

import yaml


def word_place(lines: list[str], scalar: yaml.ScalarNode, at: int) -> tuple[int, int]:
    """Line and column, from 0, of the character at offset `at` of the scalar's value; `lines` are those of the file.

    Folding changes white space only, so the characters before it that are not white space are counted.
    """
    before = len("".join(scalar.value[:at].split()))
    line, column = scalar.start_mark.line, scalar.start_mark.column
    if scalar.style in ("|", ">"):
        line, column = line + 1, 0
    elif scalar.style:
        column += 1
    place = (line, column)
    for number in range(line, min(scalar.end_mark.line + 1, len(lines))):
        for character in range(column if number == line else 0, len(lines[number])):
            if not lines[number][character].isspace():
                if before == 0:
                    return number, character
                before -= 1
                place = (number, character + 1)
    return place
