"""Group-aware consensus beside Polis' published numbers, and how often opinion groups of real votes carry."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import Any

from evenground.analysis.agreement import consensus_by_group
from evenground.domain.statement import Vote

Votes = dict[int, dict[int, int]]  # by statement, each person's 1, 0 or -1


def compare(folder: Path) -> dict[str, Any]:
    """Return how far we are from the published result of one conversation, its groups given.

    `folder` holds math-pca2.json and votes.json as Polis publishes them; statements moderated out are left aside.
    """
    math = json.loads((folder / "math-pca2.json").read_text("utf-8"))
    votes = published_votes(folder / "votes.json")
    left = {int(one) for one in math["mod-out"]}
    published = {int(one): value for one, value in math["group-aware-consensus"].items() if int(one) not in left}
    groups = published_groups(math)
    ours = consensus_by_group({one: votes.get(one, {}) for one in published}, groups)
    apart = [abs(ours[one] - value) for one, value in published.items()]
    return {
        "statements": len(published),
        "left_aside": len(left),
        "people": len({person for of in votes.values() for person in of}),
        "groups": len(groups),
        "largest_difference": max(apart, default=0.0),
    }


def published_votes(path: Path) -> Votes:
    """Read the votes of a conversation as Polis publishes them; the latest of one person counts."""
    rows = json.loads(path.read_text("utf-8"))
    votes: Votes = {}
    for row in sorted(rows, key=lambda one: one["modified"]):
        votes.setdefault(row["statement_id"], {})[row["participant_id"]] = row["vote"]
    return votes


def published_groups(math: dict[str, Any]) -> dict[int, set[int]]:
    """Return the people of each published group: its members are clusters of people."""
    bases = math["base-clusters"]
    people = dict(zip(bases["id"], bases["members"], strict=True))
    return {
        group["id"]: {person for member in group["members"] for person in people[member]}
        for group in math["group-clusters"]
    }


def read(path: Path) -> Votes:
    """Read participants-votes.csv of a conversation: a row a person, a column a statement."""
    votes: Votes = {}
    with path.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            for statement, value in _cells(row):
                votes.setdefault(statement, {})[int(row["participant"])] = value
    return votes


def _cells(row: dict[str, str]) -> Iterator[tuple[int, int]]:
    """Yield the statements a person saw with their vote; the columns of statements are numbers."""
    for name, cell in row.items():
        if name.isdigit() and cell:
            yield int(name), round(float(cell))


def as_votes(votes: Votes) -> list[Vote]:
    """Return the votes as our own."""
    return [Vote(one, person, value) for one, of in votes.items() for person, value in of.items()]  # type: ignore[arg-type]


def carried(folder: Path, draws: int = 20, sizes: tuple[int, ...] = (30, 60, 120)) -> dict[str, Any]:
    """Return whether the votes of one conversation carry opinion groups, and in which share of smaller rooms.

    `folder` holds participants-votes.csv; a smaller room is people drawn from it.
    """
    from evenground.analysis.opinion_groups import opinion_groups

    votes = as_votes(read(folder / "participants-votes.csv"))
    people = sorted({vote.person for vote in votes})
    chance = Random(1)  # noqa: S311
    found: dict[str, Any] = {"people": len(people), "all": opinion_groups(votes, 3).why or "carried"}
    for size in sizes:
        rooms = (set(chance.sample(people, min(size, len(people)))) for _draw in range(draws))
        told = [opinion_groups((vote for vote in votes if vote.person in room), 3).why for room in rooms]
        found[f"carried_of_{size}"] = told.count("") / draws
    return found
