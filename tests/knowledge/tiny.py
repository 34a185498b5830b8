"""A tiny, complete set of rule files; tests break one thing at a time."""

from __future__ import annotations

from pathlib import Path

from nmt_expert.knowledge.base import KnowledgeBase
from nmt_expert.knowledge.compiled.compile import compile_rules
from nmt_expert.knowledge.lint.check import check_rules
from nmt_expert.knowledge.written.load import load
from nmt_expert.paths import shipped

SCALE = (shipped("rules") / "scale.yaml").read_text()
FILES = {
    "vocabulary/zones.yaml": "- {id: thumb, label: Thumb, region: hand, aspect: anterior}\n- {id: sternum, label: Breastbone, region: thorax, aspect: anterior, sided: false}\n",
    "vocabulary/movements.yaml": "- {id: elbow_extension, label: straightening the elbow, region: elbow}\n",
    "vocabulary/activities.yaml": "- {id: writing, label: writing}\n",
    "vocabulary/sites.yaml": "- {id: carpal_tunnel, label: the carpal tunnel, region: wrist}\n",
    "vocabulary/reflexes.yaml": "- {id: triceps, label: triceps jerk, region: arm}\n",
    "vocabulary/families.yaml": (
        '- {id: pain, over: zones, section: symptom, label: "Pain: {subject}", ask: "Pain in {subject}?"}\n'
        '- {id: tender, over: muscles, section: palpation, label: "{subject}: tender", ask: "Is {subject} tender?"}\n'
    ),
    "vocabulary/findings/tests.yaml": (
        '- {id: spurling, label: "Spurling test", ask: "Positive?", section: test, position: sitting, regions: [neck], sided: true}\n'
        '- {id: fever, label: "Fever", ask: "Fever?", section: symptom, regions: [general], screen: true}\n'
        '- {id: angle, label: "Angle", ask: "How many degrees?", section: motion, regions: [neck], value: {unit: degrees, range: [0, 90]}}\n'
    ),
    "anatomy/muscles/arm.yaml": (
        "- id: anconeus\n  name: Anconeus\n  region: elbow\n  triggers: [{id: anconeus_1, where: middle, essential: [thumb]}]\n"
        "  arguments:\n    - {id: spurling_seen, when: spurling, against: weak, because: The neck provokes it.}\n"
    ),
    "anatomy/nerves/arm.yaml": (
        "- id: compression.root_c7\n  name: C7 root\n  nerve: C7 root\n  regions: [neck]\n  prior: common\n  triage: refer\n  sensory: [thumb]\n"
        "  arguments:\n    - {id: spurling, when: spurling, lr: {positive: 3.5, negative: 0.5}, because: It narrows the foramen., source: study_2003}\n"
    ),
    "conditions/arm.yaml": (
        "- id: other.arthritis\n  name: Arthritis\n  regions: [hand]\n  prior: rare\n  triage: refer\n  pain: [thumb]\n"
        "  arguments:\n    - {id: warm, when: fever and angle <= 20, strength: moderate, because: Inflamed and stiff.}\n"
    ),
    "templates/drawing.yaml": (
        "- id: drawn\n  for_each: muscle\n  when: pain in $essential\n  then: {for: '{hypothesis}', strength: moderate}\n"
        "  because: Pain lies in the pattern of {name}.\n"
        "- id: tender\n  for_each: muscle\n  when: 'tender({id})'\n  then: {for: '{hypothesis}', strength: weak}\n  because: '{name} is tender.'\n"
    ),
    "patterns/rules.yaml": (
        "- id: hot\n  label: Hot joint\n  sided: false\n  when: fever or (spurling and angle >= 50)\n  because: Heat.\n"
        "  fires: fever\n  quiet: spurling\n"
        "- id: hot_joint\n  when: hot\n  then: {for: other.arthritis, strength: weak}\n  because: Heat.\n"
        "  fires: fever\n  quiet: spurling\n"
    ),
    "safety/red_flags/all.yaml": (
        "- id: infection\n  name: Infection\n  regions: [general]\n  urgent: {hot: {when: fever}}\n"
        "  do: Send on.\n  say: See a doctor today.\n  manual_therapy: contraindicated\n  because: Fever.\n"
        "  guideline: study_2003\n"
    ),
    "safety/screen.yaml": "- {id: general, title: General, regions: [general], questions: [fever]}\n",
    "safety/topics.yaml": "- {id: topic_heat, label: Heat, ask: Any fever?, covers: {fever: fever}}\n",
    "sources/all.yaml": "- {id: study_2003, what: A study, seen: abstract}\n",
}


def write(folder: Path, **changes: str) -> Path:
    """Writes the tiny rules; a change names a file with / and . as __ and _, as in patterns__rules."""
    for name, text in {**FILES, "scale.yaml": SCALE, **changes}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return folder


def compiled(folder: Path) -> KnowledgeBase:
    return compile_rules(load([folder]))


def lint_codes(folder: Path) -> set[str]:
    files = load([folder])
    found = {problem.code for problem in check_rules(files, compile_rules(files))}
    return found - {"line-long"}  # the tiny rules are written for replacing words, not for reading
