"""Places, muscles, movements and activities that mean another thing than their words seem to: 'cannot stand a touch', 'gluteal area'."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_expert.interview.words.phrases import Mention, Phrases
from nmt_expert.interview.words.prose.acts import a_quality, done_to_a_part, endured, only_used
from nmt_expert.interview.words.prose.meaning import an_aspect, beyond, of_a_thing
from nmt_expert.interview.words.prose.moves import position
from nmt_expert.interview.words.prose.senses import other_sense
from nmt_expert.interview.words.stems import Word

_NEAR = 4  # words within which a part stands that is twisted


def means_another(phrases: Phrases, words: Sequence[Word], subject: Mention, subjects: Sequence[Mention]) -> bool:
    """'Gluteal area' is a place and 'gluteal muscles' are muscles; pressing and stretching a muscle are no activities."""
    if subject.sort == "zones" and [w.text for w in words[subject.first : subject.last + 1]] == ["back"]:
        return an_aspect(words, subject)
    if subject.sort == "activities" and other_sense(phrases, words, subject, ()):
        return True
    if subject.sort == "zones" and (only_used(words, subject, subjects) or of_a_thing(words, subject)):
        return True
    if subject.sort == "activities" and (done_to_a_part(words, subject, subjects) or endured(words, subject)):
        return True
    if subject.sort == "movements" and words[subject.first].stem == "breath":
        return words[max(subject.first - 1, 0)].text == "of"  # 'short of breath, no chest pain'
    if subject.sort in ("activities", "movements") and (a_quality(words, subject) or _held(words, subject)):
        return True
    if subject.sort == "activities" and set(subject.values) <= {"pressure_on_spot", "stretching"}:
        return any(s.sort in ("muscles", "sites") or (s.sort == "zones" and s.first > subject.last) for s in subjects)
    behind = words[subject.last + 1].text if subject.last + 1 < len(words) else ""
    if subject.wide and beyond(words, subject):
        return True
    if subject.sort == "activities" and set(subject.values) <= {"twisting"}:
        return any(
            s.sort == "zones" and s.wide and 0 < s.first - subject.last <= _NEAR
            for s in subjects
            if "lumbar" not in s.values
        )
    if subject.sort == "muscles":
        return behind in ("area", "region")
    muscle = any(s.sort == "muscles" and (s.first, s.last) == (subject.first, subject.last) for s in subjects)
    return subject.sort == "zones" and muscle and behind in ("muscle", "muscles")


def _held(words: Sequence[Word], subject: Mention) -> bool:
    return subject.sort == "movements" and position(words, subject)
