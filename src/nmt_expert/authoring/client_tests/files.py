"""Files of small clients: tests/clinical/red_flags/ID.yaml and tests/clinical/hypotheses/ID.yaml; the name is the id.

    # a red flag
    fires: {emergency: ["saddle_numbness, pain(lumbar)"], urgent: [...]}   # the flag is raised, just so urgent
    quiet: ["pain(lumbar), pain(calf_upper)"]                               # it is not raised
    omission: [{case: ..., urgency: emergency, defining: [saddle_numbness]}]
    just_enough: {emergency: {saddle: "saddle_numbness or (numbness(perineum) and pain(lumbar))"}}   # of one alternative
    not_enough: {saddle: "tingling(perineum)"}

    # a hypothesis
    for: {moderate: ["durkan"], weak: [...]}          # the strongest argument for it is just so strong
    against: {strong: ["numbness(finger_little)"]}    # the strongest argument against it
    quiet: ["pain(knee_front)"]                       # nothing speaks for or against it
    seen: [katz_1990, dammer_1999]                    # sources of the picture; or consensus
    vignettes:                                        # where it stands in the whole ranking
      typical: "tingling(thumb), flick_sign, phalen"  # first
      thin: "tingling(thumb), worse_with(night)"      # among the first three; so is `misleading`
    just_enough: {for moderate: {durkan: carpal_compression}}       # of one argument, and what it says
    not_enough: {durkan: "tinel(carpal_tunnel)"}
    elsewhere: [wrist_dorsal, chewing]                # for no argument enough in the place of what is
    too_general: [hand_clumsiness]                    # not enough where a special finding that implies it is

    # cautions, all in tests/clinical/cautions.yaml
    anticoagulants: {fires: [anticoagulant_use], quiet: [no anticoagulant_use]}

    # patterns, all in tests/clinical/patterns.yaml
    just_enough: {long_tract_signs: hoffmann_sign and babinski_sign}
    not_enough: {long_tract_signs: hoffmann_sign}

    # what the rules of urgency ask for, in tests/clinical/urgency.yaml
    refer: [pain_progressive_despite_care]
    quiet: ["pain(lumbar), course_chronic"]

Omission: leaving out any one finding that is not defining lowers the urgency by one step at most. A case may also be
written `{case: ..., source: ..., note: ...}`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Annotated, Literal, TypeVar

from pydantic import BaseModel, BeforeValidator, Field, RootModel, ValidationError

from nmt_expert.authoring.client_tests.clients import AMONG_THREE, FIRST, STEPS, ClientTest, Place, observations_of
from nmt_expert.authoring.client_tests.sentences import just_enough, known_subjects, not_enough, placed, rule_of
from nmt_expert.errors import NmtError, ProblemsError, nearest
from nmt_expert.files import read_text
from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.written.places import Locator
from nmt_expert.knowledge.written.schema.common import Names, Strength, StrengthAgainst, Strict, Urgency, keys_of
from nmt_expert.knowledge.written.yaml_source import parse

M = TypeVar("M", bound=BaseModel)
Said = Annotated[str, Field(pattern=r"^(for|against) (weak|moderate|strong|confirming|excluding|LR \d+(\.\d+)?)$")]


class Client(Strict):
    case: str
    source: Names = []
    note: str = ""


class Omission(Client):
    urgency: Urgency
    defining: list[str] = []


OneClient = Annotated[Client, BeforeValidator(lambda case: {"case": case} if isinstance(case, str) else case)]
Clients = list[OneClient]


class FlagTests(Strict):
    """The clients of one red flag."""

    fires: dict[Urgency, Clients] = {}
    quiet: Clients = []
    omission: list[Omission] = []
    just_enough: dict[Urgency, dict[str, Names]] = {}
    not_enough: dict[str, Names] = {}


class HypothesisTests(Strict):
    """The clients of one hypothesis; `vignettes` are clients as a whole, by how well they fit the textbook."""

    seen: Names = []
    vignettes: dict[Literal["typical", "thin", "misleading"], OneClient] = {}
    for_: dict[Strength, Clients] = Field({}, alias="for")
    against: dict[StrengthAgainst, Clients] = {}
    quiet: Clients = []
    just_enough: dict[Said, dict[str, Names]] = {}  # what an argument says, then its id
    not_enough: dict[str, Names] = {}
    too_general: Names = []  # findings that do not count in the place of a special one that implies them
    elsewhere: Names = []  # zones, movements, points, activities that argue for it in no argument


class CautionTests(Strict):
    """The clients of one caution."""

    fires: Clients = []
    quiet: Clients = []


class AllCautions(RootModel[dict[str, CautionTests]]):
    """The clients of every caution, by its id."""


class PatternTests(Strict):
    """The clients of every pattern, by its id."""

    just_enough: dict[str, Names] = {}
    not_enough: dict[str, Names] = {}


class UrgencyTests(RootModel[dict[Literal["urgent", "refer", "treat_and_refer", "quiet"], Clients]]):
    """Clients by what the rules of urgency ask for."""


def tests_of_folder(folder: Path, kb: KnowledgeBase, ids: Collection[str]) -> Iterator[ClientTest]:
    """Every test of a folder: red_flags/, hypotheses/ and the files of this module's docstring.

    If `ids` are named, files of other flags and hypotheses are not read.

    Raises NmtError, and ProblemsError with each mistake of form.
    """
    for tests in files_of_folder(folder, kb, ids):
        yield from tests


def files_of_folder(folder: Path, kb: KnowledgeBase, ids: Collection[str] = ()) -> Iterator[Iterator[ClientTest]]:
    """The same file by file, each of which is read as its tests are asked for."""
    entries = {id.partition("/")[0] for id in ids}
    for kind, of_entry, known, what in (
        ("red_flags", of_flag, kb.flags, "red flag"),
        ("hypotheses", of_hypothesis, kb.hypotheses, "hypothesis"),
    ):
        for path in sorted((folder / kind).glob("*.yaml")):
            if not ids or path.stem in entries:
                yield of_entry(path, kb)
            else:
                _known(path, known, what)  # a misspelt name is wrong whatever is tested
    for name, tests_of in (("cautions", of_cautions), ("patterns", of_patterns), ("urgency", of_urgency)):
        if (folder / f"{name}.yaml").is_file():
            yield tests_of(folder / f"{name}.yaml", kb)


def of_flag(path: Path, kb: KnowledgeBase) -> Iterator[ClientTest]:
    """The tests of one red flag."""
    flag = path.stem
    _known(path, kb.flags, "red flag")
    tests, locator = _read(path, FlagTests)

    def test(where: tuple[str | int, ...], client: Client, wanted: str) -> ClientTest:
        place = placed(locator, where)
        found = observations_of(client.case, kb, place)
        return ClientTest("flag", flag, wanted, client.case, tuple(found.values()), place)

    for urgency, clients in tests.fires.items():
        for i, client in enumerate(clients):
            yield test(("fires", urgency, i), client, urgency)
    for i, client in enumerate(tests.quiet):
        yield test(("quiet", i), client, STEPS[-1])
    for i, omission in enumerate(tests.omission):
        yield test(("omission", i), omission, omission.urgency)
        yield from _omitted(flag, omission, kb, placed(locator, ("omission", i)))
    for urgency, alternatives in tests.just_enough.items():
        for alternative, said in alternatives.items():
            place = placed(locator, ("just_enough", urgency, alternative))
            just = list(just_enough("rule", rule_of(flag, alternative, kb, place), "fires", said, kb, place))
            yield ClientTest("flag", flag, urgency, just[0].case, just[0].observations, place)  # for the first of them
            yield from just
    yield from not_enough(flag, tests.not_enough, kb, locator)


def _omitted(flag: str, omission: Omission, kb: KnowledgeBase, place: Place) -> Iterator[ClientTest]:
    """The same client without one finding, for each that is not defining: one step less urgent at most."""
    found = observations_of(omission.case, kb, place)
    keys = {words: words.removeprefix("no ").partition(" ")[0] for words in found}
    if unknown := set(omission.defining) - set(keys.values()):
        raise NmtError(f"{place()}: defining, but not in the case: {', '.join(sorted(unknown))}")
    wanted = STEPS[STEPS.index(omission.urgency) + 1]
    for left_out, key in keys.items():
        if key not in omission.defining:
            rest = tuple(o for words, o in found.items() if words != left_out)
            yield ClientTest("flag", flag, wanted, f"{omission.case}; without {left_out}", rest, place, at_least=True)


def of_hypothesis(path: Path, kb: KnowledgeBase) -> Iterator[ClientTest]:
    """The tests of one hypothesis."""
    hypothesis = path.stem
    _known(path, kb.hypotheses, "hypothesis")
    tests, locator = _read(path, HypothesisTests)
    written: list[tuple[tuple[str | int, ...], str, Client]] = [
        ((sign, word, i), f"{sign} {word}", client)
        for sign, block in (("for", tests.for_), ("against", tests.against))
        for word, clients in block.items()
        for i, client in enumerate(clients)
    ]
    written += [(("quiet", i), "quiet", client) for i, client in enumerate(tests.quiet)]
    written += [
        (("vignettes", fit), FIRST if fit == "typical" else AMONG_THREE, client)
        for fit, client in tests.vignettes.items()
    ]
    for where, wanted, client in written:
        place = placed(locator, where)
        found = observations_of(client.case, kb, place)
        about: Literal["vignette", "hypothesis"] = "vignette" if where[0] == "vignettes" else "hypothesis"
        yield ClientTest(about, hypothesis, wanted, client.case, tuple(found.values()), place)
    for key in tests.too_general:
        if kb.finding(key) is None:
            place = placed(locator, ("too_general",))
            raise NmtError(f"{place()}: unknown finding '{key}'.{nearest(key, kb.findings)}")
    known_subjects(tests.elsewhere, kb, placed(locator, ("elsewhere",)))
    for said, arguments in tests.just_enough.items():
        for argument, sentences in arguments.items():
            place = placed(locator, ("just_enough", said, argument))
            id = rule_of(hypothesis, argument, kb, place)
            elsewhere = tests.elsewhere if said.startswith("for") else ()
            yield from just_enough("argument", id, said, sentences, kb, place, elsewhere, tests.too_general)
    yield from not_enough(hypothesis, tests.not_enough, kb, locator)
    for i, source in enumerate(tests.seen):
        if source not in kb.sources and source != "consensus":
            place = placed(locator, ("seen", i))
            raise NmtError(f"{place()}: unknown source '{source}'.{nearest(source, kb.sources)} Or say consensus.")


def of_cautions(path: Path, kb: KnowledgeBase) -> Iterator[ClientTest]:
    """The tests of the cautions."""
    tests, locator = _read(path, AllCautions)
    for caution, clients in tests.root.items():
        if f"caution/{caution}" not in kb.rules_by_id:
            raise NmtError(
                f"{placed(locator, (caution,))()}: unknown caution '{caution}'.{nearest(caution, kb.cautions)}"
            )
        for wanted, some in (("fires", clients.fires), ("quiet", clients.quiet)):
            for i, client in enumerate(some):
                place = placed(locator, (caution, wanted, i))
                found = observations_of(client.case, kb, place)
                yield ClientTest("rule", f"caution/{caution}", wanted, client.case, tuple(found.values()), place)


def of_patterns(path: Path, kb: KnowledgeBase) -> Iterator[ClientTest]:
    """The tests of the patterns."""
    tests, locator = _read(path, PatternTests)
    for pattern, said in tests.just_enough.items():
        place = placed(locator, ("just_enough", pattern))
        yield from just_enough("rule", rule_of("", pattern, kb, place), "fires", said, kb, place)
    yield from not_enough("", tests.not_enough, kb, locator)


def of_urgency(path: Path, kb: KnowledgeBase) -> Iterator[ClientTest]:
    """The tests of the rules of urgency together."""
    tests, locator = _read(path, UrgencyTests)
    for level, clients in tests.root.items():
        for i, client in enumerate(clients):
            place = placed(locator, (level, i))
            found = observations_of(client.case, kb, place)
            yield ClientTest("urgency", "urgency", level, client.case, tuple(found.values()), place)


def _known(path: Path, known: Collection[str], what: str) -> None:
    if path.stem not in known:
        raise NmtError(f"{_name(path)}: unknown {what} '{path.stem}'.{nearest(path.stem, known)}")


def _name(path: Path) -> str:
    """How messages call a file: tests/clinical/..., as it stands in its folder of rules."""
    parts = path.parts
    return "/".join(parts[len(parts) - 1 - parts[::-1].index("tests") :] if "tests" in parts else parts[-2:])


def _read(path: Path, model: type[M]) -> tuple[M, Locator]:
    text = read_text(path)
    name = _name(path)
    data = parse(text, name) or {}
    locator = Locator(name, text)
    try:
        return model.model_validate(data), locator
    except ValidationError as error:
        raise ProblemsError(locator.validation_problems(error, keys_of(model))) from None
