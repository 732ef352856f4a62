"""For all tests: no network but loopback, and none of the libraries' telemetry."""

from __future__ import annotations

from assistant.quiet import hush
from tests.offline import close_network

hush()  # before a test module imports a library that reads these switches
close_network()  # for the whole run: a thread that a test leaves behind is held back as well
