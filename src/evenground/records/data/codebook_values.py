"""The values that stand in the lists of a codebook, and what each means."""

from __future__ import annotations

from evenground.i18n import _

Values = dict[str, str]


def prompts() -> Values:
    """Kinds of questions."""
    return {
        "text": _("a question answered in words"),
        "scale": _("a question answered with a number; of a group only the average and how many answered"),
        "choice": _("a question with one option to choose; of a group how many chose each"),
        "choices": _("a question with several options to choose; of a group how many chose each"),
        "grid": _("a question with rows and one option to choose in each"),
        "action": _("something that somebody means to do, one in a row"),
    }


def both_kinds() -> Values:
    """What else stands in a session's record and in one's own."""
    return {
        "point": _("something said in the discussion"),
        "sentence": _("a sentence of the record"),
        "theme": _("a theme and how many people named it"),
        "help": _("something that could help, and why it is offered"),
    }


def session_kinds() -> Values:
    """What else stands in a session's record only."""
    return {
        "place": _("a place of a framework: what people confirmed there"),
        "statement": _("a statement put to the room: how many agree, pass and disagree"),
        "likeness": _("how alike the group is on a question"),
        "measure": _("the average of importance or confidence at one of two times"),
        "gap": _("something that the group lacks: confidence, a need nobody meets, or a question few answered"),
        "since": _("the same thing in an earlier session of this group, and now"),
    }


def personal_kinds() -> Values:
    """What else stands in one's own record only."""
    return {
        "cpd": _("a field of the pages for a portfolio; empty where nothing was written"),
        "follow-on": _("what was written on coming back to the record"),
    }


def programme_kinds() -> Values:
    """What stands in the record of several sessions."""
    return {
        "group": _("a group: its session, its title and how many took part"),
        "sentence": _("a sentence of the record"),
        "theme": _("a theme in one group; its section says whether groups share it"),
        "measure": _("the average of importance or confidence of one group at one of two times"),
        "gap": _("a gap in one group"),
        "action": _("something that a group means to do, one in a row"),
    }


def session_sections() -> Values:
    """What a section is in a session's record, beside the parts of its workshop and the frameworks."""
    return {
        "glance": _("sentence: of the first page"),
        "glance-gap": _("sentence: a gap on the first page"),
        "found": _("sentence: what a chart shows"),
        "importance": _("measure: how important something is"),
        "confidence": _("measure: how confident people are; gap: where they are less so than it matters to them"),
        "need": _("gap: a theme people want to learn about and nobody shared an activity for"),
        "few": _("gap: a question that few answered"),
        "session": _("since: the earlier session itself"),
        "sentence": _("since: a sentence of its first page"),
        "theme": _("since: how many people named a theme"),
        "measure": _("since: an average"),
        "gap": _("since: whether there is a gap"),
        "action": _("since: what people meant to do then"),
    }


def personal_sections() -> Values:
    """What a section is in one's own record, beside the parts of its workshop."""
    return {
        "found": _("sentence: what the chart of the group’s themes shows"),
        "activity": _("portfolio: the row for a list of activities"),
        "standards": _("portfolio: what speaks to each of the five standards"),
        "pillars": _("portfolio: the four pillars of practice"),
        "learnt": _("portfolio: what I learnt from others"),
        "benefit": _("portfolio: how it helps those who use my service"),
        "capture": _("portfolio: the short form for capturing what I learnt"),
        "apply": _("portfolio: the short form for putting it into practice"),
        "further": _("portfolio: what I will learn next"),
        "words": _("portfolio: how many words of my own there are"),
        "plural": _("portfolio: sentences that speak of “we”"),
        "level": _("portfolio: my career level"),
        "example": _("portfolio: my own example"),
        "commitment": _("follow-on: something I meant to do, and how it stands"),
        "changed": _("follow-on: what has changed"),
        "onward": _("follow-on: what comes next"),
    }


def programme_sections() -> Values:
    """What a section is in the record of several sessions."""
    return {
        "group": _("sentence: of the group’s own record"),
        "programme": _("sentence: about all groups"),
        "shared": _("theme: confirmed in at least half of the groups"),
        "other": _("theme: confirmed in several groups, but fewer than half"),
        "local": _("theme: confirmed in one group"),
        "suggested": _("theme: confirmed in no group yet"),
        "importance": _("measure: how important something is"),
        "confidence": _("measure: how confident people are; gap: where they are less so than it matters to them"),
        "need": _("gap: a theme people want to learn about and nobody shared an activity for"),
        "few": _("gap: a question that few answered"),
        "place": _("gap: a place of a framework where nothing was found"),
    }


def mine() -> Values:
    """Words that stand in the column of values of one's own record."""
    return {
        "mine": _("theme: I wrote about it"),
        "yes": _("portfolio: chosen"),
        "no": _("portfolio: not chosen"),
    }


def visibilities() -> Values:
    """Who could see an answer."""
    return {
        "private": _("only I"),
        "anonymous": _("shared without my name"),
        "named": _("shared with my name"),
    }


def rounds() -> Values:
    """When something was answered."""
    return {"1": _("before the group saw the answers"), "2": _("afterwards, in the review or later")}


def before_after() -> Values:
    """The two times of a measure."""
    return {"before": _("before the discussion"), "after": _("after the discussion")}


def then_now() -> Values:
    """Two sessions of one group."""
    return {"then": _("in the earlier session"), "now": _("in this session")}


def themes() -> Values:
    """How a theme stands, in the words of this record's language."""
    return {
        _("confirmed"): _("a person put the answers under this theme"),
        _("suggested"): _("the machine found it, and nobody has confirmed it yet"),
        _("more suggested"): _("confirmed, and some more answers are only suggested"),
    }


def numbers() -> Values:
    """The numbers of a gap between what matters and how sure people are."""
    return {
        "importance": _("how important it is to the group, on average"),
        "confidence": _("how confident the group is, on average"),
        "difference": _("importance less confidence"),
    }


def gaps() -> Values:
    """How many groups have a gap."""
    return {"all": _("every group has this gap"), "some": _("some groups have this gap")}


def programme_cells() -> Values:
    """What stands in a group's cell where it is no plain number."""
    return {
        _("few"): _("fewer people than may be told"),
        _("yes"): _("it is so in this group; the number may not be told"),
        "5+": _("at least so many people"),
        "(5)": _("in brackets: suggested, and nobody has confirmed it yet"),
    }


def commitments() -> Values:
    """How something that was meant to be done stands."""
    return {
        "done": _("done"),
        "partly": _("begun"),
        "not-yet": _("not yet begun, and still meant"),
        "dropped": _("no longer meant"),
    }


def places() -> Values:
    """How a place of a framework stands."""
    return {
        "confirmed": _("place: people put answers there"),
        "possible": _("place: the machine found something that may belong there"),
        "none": _("place: nothing was found there yet"),
    }


def votes() -> Values:
    """How a statement can be answered."""
    return {
        "agree": _("statement: these agree"),
        "pass": _("statement: these pass"),
        "disagree": _("statement: these disagree"),
    }
