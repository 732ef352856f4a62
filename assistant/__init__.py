"""Question and evidence -> answer with citations."""

from __future__ import annotations

from assistant.quiet import hush

hush()
