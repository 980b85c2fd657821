"""Tidy frames."""

from __future__ import annotations

from evenground.analysis import frames
from evenground.analysis.themes import placed
from evenground.domain.workshop import Workshop
from tests.analysis.making import TRAVEL, said, sure


def test_a_frame_has_one_line_an_answer_and_round(workshop: Workshop) -> None:
    rows = [
        said(1, 5, "The bus", reason="", author="Ann"),
        said(1, 5, "The stairs", round=2, reason="I listened"),
        said(2, 6, {"young": "yes", "old": "no"}, "reach"),
    ]
    frame = frames.responses(rows, workshop)
    assert list(frame.columns) == list(frames.RESPONSES)
    assert frame["text"].tolist() == ["The bus", "The stairs", "young: yes; old: no"]
    assert frame["section"].tolist() == ["looking", "looking", "choosing"]
    assert frame["value"].tolist()[2] == {"young": "yes", "old": "no"}


def test_hidden_answers_are_in_no_frame(workshop: Workshop) -> None:
    rows = [said(1, 5, "The bus", hidden=True)]
    assert frames.responses(rows, workshop).empty
    assert frames.themes(placed(rows, [TRAVEL], sure(1), workshop)).empty


def test_an_empty_frame_still_has_its_columns(workshop: Workshop) -> None:
    assert list(frames.responses([], workshop).columns) == list(frames.RESPONSES)
    assert list(frames.themes(placed([], [], [], workshop)).columns) == list(frames.THEMES)


def test_the_frame_of_themes_says_what_is_suggested_and_what_confirmed(workshop: Workshop) -> None:
    rows = [said(1, 5, "The bus"), said(2, 6, "A bus")]
    frame = frames.themes(placed(rows, [TRAVEL], sure(2), workshop))
    assert frame["state"].tolist() == ["suggested", "confirmed"]
