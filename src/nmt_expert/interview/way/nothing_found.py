"""What `-` at a look of the examination states: that what the page names was tested, and nothing was found there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nmt_expert.case.record import Answer
from nmt_expert.interview.screens.picture import Picture
from nmt_expert.interview.way.open_questions import MOVEMENTS, OpenQuestion
from nmt_expert.knowledge.model import Finding

# What is moved where the complaint is; of a region without a joint of its own, where nothing else is named, its neighbours.
_OWN = {
    "face": ("jaw_opening", "jaw_lateral"), "neck": ("neck_movement",), "shoulder": ("shoulder_movement",),
    "elbow": ("elbow_movement",), "wrist": ("wrist_movement",), "hand": ("finger_movement",),
    "thorax": ("thoracic_extension", "thoracic_rotation"), "low_back": ("back_movement",), "hip": ("hip_movement",),
    "knee": ("knee_movement",), "ankle": ("ankle_movement",),
}  # fmt: skip
_NEXT = {
    "head": ("neck_movement",), "arm": ("shoulder_movement", "elbow_movement"),
    "forearm": ("elbow_movement", "wrist_movement"), "pelvis": ("back_movement", "hip_movement"),
    "thigh": ("hip_movement", "knee_movement"), "leg": ("knee_movement", "ankle_movement"), "foot": ("ankle_movement",),
}  # fmt: skip
_FREE = ("limited", "pain_on")  # neither: free and painless
_REMARKS = (" (direction not stated)", " to this side")


def stated_by_nothing(picture: Picture, question: OpenQuestion) -> list[Answer]:
    """What is stated when nothing, or nothing more, was found: only of that in which nothing was found before."""
    found = [f for o in picture.facts.observations if o.state == "present" and (f := picture.kb.finding(o.key))]
    said = [Answer(key, "absent") for key in question.none if key not in picture.asked]
    if question is MOVEMENTS:
        said += [Answer(key, "absent") for one in _free(picture, found) for key in _of_movement(picture, one)]
    whole = picture.kb.finding(question.whole) if question.whole else None
    if whole and whole.key not in picture.asked and all(f.section != whole.section for f in found):
        said.append(Answer(whole.key, "present"))
    return said


def nothing_words(picture: Picture, question: OpenQuestion) -> str:
    """The same in words: 'neck movement and shoulder movement free and painless'; '' when nothing is stated."""
    said = stated_by_nothing(picture, question)
    kb = picture.kb
    if question is MOVEMENTS:
        names = dict.fromkeys(answer.key.partition("(")[2].rstrip(")") for answer in said)
        labels = [_plain(subject.label) for name in names if (subject := kb.subject("movements", name))]
        return f"{', '.join(labels)} free and painless" if labels else ""
    wholes = [answer for answer in said if answer.state == "present"]
    labels = [f.label[0].lower() + f.label[1:] for answer in wholes or said if (f := kb.finding(answer.key))]
    return ("" if wholes or not labels else "not found: ") + ", ".join(labels)


def _free(picture: Picture, found: Iterable[Finding]) -> Iterator[str]:
    """Movements of the complaint's regions in which nothing was found."""
    moved = {region for finding in found if finding.section == "motion" for region in finding.regions}
    own = [one for region in picture.regions for one in _OWN.get(region, ())]
    for one in dict.fromkeys(own or [one for region in picture.regions for one in _NEXT.get(region, ())]):
        subject = picture.kb.subject("movements", one)
        if subject and subject.region not in moved:
            yield one


def _of_movement(picture: Picture, movement: str) -> Iterator[str]:
    return (key for family in _FREE if (key := f"{family}({movement})") not in picture.asked)


def _plain(label: str) -> str:
    for remark in _REMARKS:
        label = label.removesuffix(remark)
    return label
