"""Nothing leaves this machine unless it is asked to: the switches that foreign libraries read from the environment.

Set when the package `assistant` is imported, before any library that reads them; a value the user has set stays.
"""

from __future__ import annotations

import os

SWITCHES = {
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "GRADIO_ANALYTICS_ENABLED": "False",
    "HF_HUB_OFFLINE": "1",  # a model from the hub is fetched only where the user sets this to 0
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "DO_NOT_TRACK": "1",
    "LANGCHAIN_TRACING_V2": "false",
    "LANGSMITH_TRACING": "false",
    "TOKENIZERS_PARALLELISM": "false",  # silences a warning after a fork
}


def hush() -> None:
    """Set the switches that are not set yet."""
    for name, value in SWITCHES.items():
        os.environ.setdefault(name, value)
