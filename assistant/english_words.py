"""English terms of public administration and the Korean words documents print for them.

`words/english.txt` holds one entry a line: English, `=`, Korean words parted by `|`, the commonest first. Nothing there
names a programme or a document. Entries of several words go before single ones; plurals and -ed/-ing forms are found
by their stem.
"""

from __future__ import annotations

from importlib.resources import files

from assistant.spelling import american


def _read() -> dict[str, tuple[str, ...]]:
    lines = files("assistant").joinpath("words/english.txt").read_text(encoding="utf-8").splitlines()
    read: dict[str, dict[str, None]] = {}
    for line in lines:
        english, _, korean = line.partition(" = ")
        key = " ".join(american(word) for word in english.split())
        read.setdefault(key, {}).update(dict.fromkeys("".join(word.split()).lower() for word in korean.split("|")))
    return {english: tuple(korean) for english, korean in read.items()}


WORDS: dict[str, tuple[str, ...]] = _read()
"""English phrase, lower case and in American spelling -> Korean words."""

KNOWN = frozenset(word for english in WORDS for word in english.split())
"""The words of all entries: what none of them holds may be a name."""

LONGEST = max(len(english.split()) for english in WORDS)

_STOP = """
the a an of to in on for and or is are was were be been being do does did how many much what which when who whom
whose where why it its this that these those with by from at as under according into through between per please
tell me show give us has have had s such like there their them than then also not no any all will would can
could should about so far actually each both out up off over very exactly just get got gets going goes go one
two three four five six seven eight nine ten first second thing things seoul's decimal place places number total
set aside ago now currently current latest take takes took part mean means stand stands come comes came put puts
say says said make makes made way ask asked asks handle handled name named whole during within after before
until since if whether because more less most least related table status following information
already still yet actually really currently presently respectively altogether around approximately roughly nearly
based same another other others only just even ever every each either neither while although though again once
when there here must may might shall been being having doing according regarding concerning via per versus upon
across along among amongst against above below behind beside beyond despite except toward towards throughout
amid near next own higher lower larger smaller greater bigger fewer longer shorter highest lowest largest
smallest greatest biggest fewest someone anyone everyone something anything everything nothing
"""

STOP = frozenset(_STOP.split())
"""Words that ask, point or join; they need not stand in a label."""
