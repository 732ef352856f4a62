"""Safe HTML: the only place where text becomes markup."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape

_TEMPLATE_SIGNS = str.maketrans({"{": "&#123;", "}": "&#125;", "$": "&#36;", "`": "&#96;"})


class Html(str):
    """Text that is markup already; everything else is escaped on its way in."""

    __slots__ = ()


def safe(text: object) -> Html:
    """Return text escaped for element content and attribute values; `Html` comes back as it is.

    Braces, dollar signs and backticks become entities too, since the page's components read them as templates.
    """
    return text if isinstance(text, Html) else Html(escape(str(text), quote=True).translate(_TEMPLATE_SIGNS))


def element(name: str, *children: object, **attributes: object) -> Html:
    """Return one element; `class_` is `class`, `data_act` is `data-act`; None and False attributes are left out."""
    inside = "".join(safe(child) for child in children if child is not None)
    return Html(f"<{name}{_attributes(attributes)}>{inside}</{name}>")


def _attributes(attributes: dict[str, object]) -> str:
    parts = []
    for key, value in attributes.items():
        if value is None or value is False:
            continue
        name = key.rstrip("_").replace("_", "-")
        parts.append(f" {name}" if value is True else f' {name}="{safe(value)}"')
    return "".join(parts)


def join(parts: Iterable[object], separator: str = "") -> Html:
    """Return parts escaped and put one after another."""
    return Html(separator.join(safe(part) for part in parts))


def button(label: object, act: str, *, class_: str = "", title: str | None = None, **values: object) -> Html:
    """Return a button that reports `act` and its values to the page."""
    values = {f"data_{name}": value for name, value in values.items()}
    return element("button", label, type="button", class_=class_ or None, title=title, data_act=act, **values)
