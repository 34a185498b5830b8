"""Where one is, in words: the step, what is left, and what could still move the first rank."""

from __future__ import annotations

from nmt_expert.interview.screens.screen import STAGES, Progress


def step(progress: Progress) -> str:
    """'Step 3 of 8: Safety screen - about 12 questions, 3 minutes left'; '' on a page that was answered before."""
    if not progress.stage:
        return ""
    return f"Step {progress.stage} of {len(STAGES)}: {STAGES[progress.stage]}" + left(progress)


def left(progress: Progress) -> str:
    """' - about 12 questions, 3 minutes left', or '' where nothing is."""
    count = progress.questions_left
    if not count or not progress.seconds_left:
        return ""
    minutes = max(round(progress.seconds_left / 60), 1)
    return f" - about {count} question{'s' if count != 1 else ''}, {minutes} minute{'s' if minutes != 1 else ''} left"
