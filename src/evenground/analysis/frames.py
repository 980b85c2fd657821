"""Answers and themes as tidy pandas frames, for measures, gaps, exports and curious authors."""

from __future__ import annotations

from collections.abc import Iterable

import pandas as pd

from evenground.analysis.themes import Placed
from evenground.domain.response import Shared, as_text
from evenground.domain.workshop import Workshop

RESPONSES = ("answer", "person", "section", "prompt", "kind", "round", "value", "text", "reason", "author")
THEMES = ("theme", "name", "answer", "prompt", "person", "state", "text")


def responses(rows: Iterable[Shared], workshop: Workshop) -> pd.DataFrame:
    """Return one line an answer and round, hidden answers left out; `value` as given, `text` to read."""
    prompts = {prompt.id: (section.id, prompt) for section in workshop.sections for prompt in section.prompts}
    lines = []
    for row in rows:
        if row.hidden:
            continue
        section, prompt = prompts[row.prompt]
        text = as_text(prompt, row.value)
        lines.append(
            (
                row.answer,
                row.person,
                section,
                row.prompt,
                prompt.kind,
                row.round,
                row.value,
                text,
                row.reason,
                row.author,
            )
        )
    return pd.DataFrame(lines, columns=list(RESPONSES))


def themes(placed: Placed) -> pd.DataFrame:
    """Return one line an answer and theme, confirmed and suggested ones, hidden answers left out."""
    lines = [
        (theme.id, theme.name, card.answer, card.prompt, card.person, card.state, card.text)
        for theme in placed.themes
        for card in theme.answers
        if not card.hidden
    ]
    return pd.DataFrame(lines, columns=list(THEMES))
