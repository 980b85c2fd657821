"""Finds where answers may belong, for a facilitator to judge: it suggests and never decides.

An engine is used from one thread at a time. It keeps what it read of the latest texts and nothing else, and the
same texts and judgements give the same result whatever came before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from evenground.analysis.embeddings import Encoder, Floats, quietly
from evenground.analysis.guide import MOST, Guide, Lesson, columns, shares
from evenground.analysis.linkage import clusters, number_for
from evenground.analysis.reading import Read, Reader, Views
from evenground.analysis.wording import telling
from evenground.domain.response import Placement, ThemeRow
from evenground.domain.suggested import Suggested, print_of, theme_target

SEVERAL = 3  # themes suggested for one answer at most
_NEAR = 0.75  # of the best theme's share: a further theme is suggested from here on
_BAR = 1.5  # times an even share: less is no reason to suggest anything
_AN_EXAMPLE = 6  # answers suggested for a theme at most, for its name and for each confirmed answer
_PHRASE = 0.3  # how alike a sentence must be to a phrase to be shown for it: then about every second one is right
_PHRASE_IN_WORDS = 0.4  # the same where only words are compared


@dataclass(frozen=True)
class Found:
    """Answers that are alike; `quote` is the answer nearest to all of them, `terms` words that tell them apart."""

    answers: tuple[int, ...]
    quote: int
    terms: tuple[str, ...]


class Learnt:
    """What was learnt from one state of themes and judgements: places further answers without learning again."""

    def __init__(
        self, reader: Reader, guide: Guide | None, themes: tuple[int, ...], examples: Counter[int] | None = None
    ) -> None:
        self._reader = reader
        self._guide = guide
        self.themes = themes
        self._examples = examples or Counter()  # confirmed answers by theme

    @quietly()
    def scores(self, texts: Sequence[str]) -> Floats:
        """Return one row a text and one column a theme (in the order of `themes`): shares of one."""
        if self._guide is None:
            return np.zeros((len(texts), 0), np.float32)
        return shares(self._judged(self._reader.read(texts))[0])

    @quietly()
    def suggest(
        self, texts: Mapping[int, str], without: Iterable[tuple[int, int]] = ()
    ) -> list[Suggested]:
        """Return the likeliest themes of each answer and the sentence that says so; never a pair in `without`.

        Of a theme only so many as its examples carry: what is suggested stays, so the first theme that somebody fills
        must not lay its hand on half of the answers.
        """
        told = {answer: text for answer, text in sorted(texts.items()) if text.strip()}
        if self._guide is None or not told:
            return []
        reads = self._reader.read(told.values())
        scores, best = self._judged(reads)
        judged = set(without)
        found = []
        for at, (answer, text) in enumerate(told.items()):
            for column, share in _likely(shares(scores[at : at + 1])[0]):
                if (answer, self.themes[column]) not in judged:
                    start, end = reads[at].places[best[at, column]]
                    target = theme_target(self.themes[column])
                    found.append(Suggested(answer, target, share, start, end, print_of(text)))
        return self._carried(found)

    def _carried(self, found: list[Suggested]) -> list[Suggested]:
        """Return the surest suggestions of each theme, in the order they were found."""
        left = {theme_target(theme): _AN_EXAMPLE * (1 + self._examples[theme]) for theme in self.themes}
        kept = set()
        for one in sorted(found, key=lambda one: (-one.score, one.answer)):
            if left[one.target]:
                left[one.target] -= 1
                kept.add((one.answer, one.target))
        return [one for one in found if (one.answer, one.target) in kept]

    def _judged(self, reads: Sequence[Read]) -> tuple[Floats, np.ndarray]:
        """Return scores (of the whole and of the best sentence, half and half), and which sentence that is."""
        assert self._guide is not None  # noqa: S101 (callers look first)
        whole = self._guide.scores([read.whole for read in reads])
        parts = self._guide.scores([part for read in reads for part in read.parts])
        best = np.zeros(whole.shape, np.int64)
        scores = whole.copy()
        first = 0
        for at, read in enumerate(reads):
            own = parts[first : first + len(read.parts)]
            best[at] = own.argmax(0)
            scores[at] = (whole[at] + own.max(0)) / 2
            first += len(read.parts)
        return scores, best


def _likely(share: Floats) -> list[tuple[int, float]]:
    """Return the columns worth suggesting with their shares, the likeliest first."""
    bar = max(_NEAR * float(share.max()), min(_BAR / len(share), 0.5))
    order = sorted(range(len(share)), key=lambda column: (-share[column], column))
    return [(column, round(float(share[column]), 4)) for column in order[:SEVERAL] if share[column] >= bar]


class Engine:
    """Compares answers by meaning and by words; without an encoder, by words alone."""

    def __init__(self, encoder: Encoder | None) -> None:
        self.meaning = encoder is not None
        self._reader = Reader(encoder)
        self._latest: tuple[object, Learnt] | None = None

    @quietly()
    def learn(
        self, texts: Mapping[int, str], themes: Sequence[ThemeRow], placements: Sequence[Placement]
    ) -> Learnt:
        """Learn from the names and terms of live themes, from what people judged, and from how answers are alike."""
        lesson = (dict(texts), tuple(themes), tuple(placements))
        if self._latest is None or self._latest[0] != lesson:
            self._latest = lesson, self._learn(texts, themes, placements)
        return self._latest[1]

    def _learn(
        self, texts: Mapping[int, str], themes: Sequence[ThemeRow], placements: Sequence[Placement]
    ) -> Learnt:
        live = sorted((theme for theme in themes if theme.merged_into is None), key=lambda theme: theme.id)
        if not live:
            return Learnt(self._reader, None, ())
        at = {theme.id: column for column, theme in enumerate(live)}
        answers = _to_learn_from(texts, {placement.answer for placement in placements})
        judged = columns(at, [(p.answer, p.theme, p.state) for p in placements], answers)
        said = [(at[theme.id], words) for theme in live for words in (theme.name, ", ".join(theme.terms))]
        seeds = [(column, words) for column, words in said if words.strip()]
        read = self._reader.read([*(texts[answer] for answer in answers), *(said for _column, said in seeds)])
        names = [one.whole for one in read[len(answers) :]]
        lesson = Lesson(read[: len(answers)], judged, names, [column for column, _said in seeds])
        confirmed = Counter(placement.theme for placement in placements if placement.state == "confirmed")
        return Learnt(self._reader, Guide(lesson) if answers or seeds else None, tuple(at), confirmed)

    def suggest(
        self,
        texts: Mapping[int, str],
        themes: Sequence[ThemeRow],
        placements: Sequence[Placement],
        *,
        only: Container[int] | None = None,
    ) -> list[Suggested]:
        """Return for each answer the themes it may belong to, at most three, with the sentence that says so.

        What people confirmed or rejected is not suggested again. An answer about which nothing can be said gets none.
        With `only`, suggestions are for these answers, while all are learnt from.
        """
        judged = {(placement.answer, placement.theme) for placement in placements}
        asked = {answer: text for answer, text in texts.items() if only is None or answer in only}
        return self.learn(texts, themes, placements).suggest(asked, judged)

    def doubt(
        self, texts: Mapping[int, str], themes: Sequence[ThemeRow], placements: Sequence[Placement]
    ) -> dict[int, float]:
        """Return between 0 and 1 for each answer: near 1 where nobody knows to which theme it belongs."""
        answers = sorted(texts)
        share = self.learn(texts, themes, placements).scores([texts[answer] for answer in answers])
        if share.shape[1] < 2:
            return dict.fromkeys(answers, 1.0)
        even = 1 / share.shape[1]
        sure = np.clip((share.max(1) - even) / (1 - even), 0, 1)
        return {
            answer: round(1 - float(one), 4) if texts[answer].strip() else 1.0
            for answer, one in zip(answers, sure, strict=True)
        }

    @quietly()
    def groups(self, texts: Mapping[int, str], number: int | None = None) -> tuple[Found, ...]:
        """Return answers that are alike together, the largest group first; every answer is in exactly one.

        `number` is how many groups there are to be (fewer where answers do not carry so many); without it the
        engine begins with a little too many.
        """
        answers = sorted(texts)
        if not answers:
            return ()
        reads = self._reader.read(texts[answer] for answer in answers)
        pieces = [read.whole for read in reads]
        rows = Views(pieces, shrink=1.0, lexical=1.0).rows(pieces)
        labels = clusters(rows, number or number_for(len(answers)))
        members = [np.flatnonzero(labels == label) for label in range(int(labels.max()) + 1)]
        members.sort(key=lambda some: (-len(some), int(some[0])))
        terms = telling([reads[at].said for at in some] for some in members)
        return tuple(
            Found(tuple(answers[at] for at in some), answers[_central(rows, some)], words)
            for some, words in zip(members, terms, strict=True)
        )

    @quietly()
    def closest(
        self, texts: Mapping[int, str], phrases: Mapping[str, str], most: int = 3
    ) -> dict[str, list[Suggested]]:
        """Return for each phrase the answers with a sentence close to it, the closest first, at most `most`.

        The key is the target. About every second one shown is right, and something is found for six phrases in ten
        of which nobody spoke (measured with labelled comments): it is possible, and no more until a person says so.
        """
        answers = [answer for answer in sorted(texts) if texts[answer].strip()]
        if not answers or not phrases:
            return {key: [] for key in phrases}
        keys = sorted(phrases)
        reads = self._reader.read([*(texts[answer] for answer in answers), *(phrases[key] for key in keys)])
        parts = [part for read in reads[: len(answers)] for part in read.parts]
        views = Views(parts, shrink=0.7, lexical=0.5)
        alike = views.rows(parts) @ views.rows([read.whole for read in reads[len(answers) :]]).T
        firsts = np.cumsum([0, *(len(read.parts) for read in reads[: len(answers)])])
        bar = _PHRASE if self.meaning else _PHRASE_IN_WORDS
        found: dict[str, list[Suggested]] = {}
        for column, key in enumerate(keys):
            of = []
            for at, answer in enumerate(answers):
                own = alike[firsts[at] : firsts[at + 1], column]
                best = int(own.argmax())
                if own[best] >= bar:
                    start, end = reads[at].places[best]
                    score = round(min(float(own[best]), 1.0), 4)
                    of.append(Suggested(answer, key, score, start, end, print_of(texts[answer])))
            found[key] = sorted(of, key=lambda one: (-one.score, one.answer))[: max(0, most)]
        return {key: found[key] for key in phrases}


def _central(rows: Floats, some: np.ndarray) -> int:
    """Return the row that is nearest to all of a group."""
    return int(some[(rows[some] @ rows[some].sum(0)).argmax()])


def _to_learn_from(texts: Mapping[int, str], judged: set[int]) -> list[int]:
    """Return the answers to learn from: all that people judged, and of the others no more than can be looked at."""
    told = [answer for answer in sorted(texts) if texts[answer].strip()]
    others = [answer for answer in told if answer not in judged]
    if len(others) > MOST:
        others = sorted(others, key=lambda answer: (print_of(texts[answer]), answer))[:MOST]
    return sorted([answer for answer in told if answer in judged] + others)
