"""Many people asking at once over HTTP: seconds to the answer on the screen, errors, and the server's memory.

usage: python benchmarks/load.py [--people 20] [--rounds 3] [--index DIR] [--questions FILE.jsonl]

The application is started as a process of its own over the index (the sample corpus when none is given) and warmed up
by one reader. Then every person opens the page and all of them ask at the same moment, `rounds` times, each another
question. What is measured is what a browser waits for: from sending the question to the last event of its answer.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
SAMPLES = ROOT / "corpus" / "samples"
QUESTIONS = ROOT / "evals" / "data" / "samples.jsonl"
_START_S, _ANSWER_S = 180.0, 120.0


@dataclass(frozen=True, slots=True)
class Asked:
    """One question put: seconds until its answer was complete, and what went wrong, or an empty text."""

    question: str
    seconds: float
    fault: str


class Person:
    """One reader's browser: a session of its own, talking to the page's queue."""

    def __init__(self, address: str) -> None:
        self._place = address.removeprefix("http://")
        self._session = uuid.uuid4().hex[:11]
        with closing(self._send("GET", "/config")) as answer:
            config = json.load(answer)
        self._prefix = config.get("api_prefix", "")
        self._parts = {part["id"]: part["props"].get("elem_id") for part in config["components"]}
        self._wires = config["dependencies"]

    def arrive(self) -> None:
        """Open the page."""
        wire = next(w for w in self._wires if any(event == "load" for _, event in w["targets"]))
        self._do(wire, [""] * len(wire["inputs"]))

    def ask(self, question: str) -> Asked:
        """Put a question and wait for the answer."""
        wire = next(
            w for w in self._wires if any(self._parts.get(p) == "question" and e == "submit" for p, e in w["targets"])
        )
        values = {"question": question, "restricted": []}
        started = time.perf_counter()
        try:
            done = self._do(wire, [values.get(self._parts.get(part) or "") for part in wire["inputs"]])
            fault = "" if 'class="answer' in json.dumps(done, ensure_ascii=False).replace('\\"', '"') else "no answer"
        except (OSError, http.client.HTTPException, RuntimeError) as error:
            fault = f"{type(error).__name__}: {error}"
        return Asked(question, time.perf_counter() - started, fault)

    def _send(self, method: str, path: str, body: str | None = None) -> http.client.HTTPResponse:
        """Return the response of one request. Raises OSError, HTTPException, or RuntimeError for a status but 200."""
        link = http.client.HTTPConnection(self._place, timeout=_ANSWER_S)
        link.request(method, path, body, {"Content-Type": "application/json"} if body else {})
        answer = link.getresponse()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path}: {answer.status}")
        return answer

    def _do(self, wire: dict[str, Any], values: Sequence[Any]) -> list[Any]:
        """Run one event through the queue and return its last output. Raises RuntimeError when it fails."""
        event = {"data": values, "fn_index": wire["id"], "session_hash": self._session, "trigger_id": None}
        self._send("POST", f"{self._prefix}/queue/join", json.dumps(event)).close()
        seen: list[Any] = []
        with closing(self._send("GET", f"{self._prefix}/queue/data?session_hash={self._session}")) as stream:
            for line in map(bytes.decode, stream):
                if not line.startswith("data:"):
                    continue
                said = json.loads(line[5:])
                seen.append(said.get("output", {}).get("data"))
                if said["msg"] == "process_completed":
                    if not said.get("success"):
                        raise RuntimeError(str(said.get("output")))
                    return seen
                if said["msg"] in ("unexpected_error", "close_stream"):
                    break
        raise RuntimeError("the stream ended without an answer")


def main() -> None:
    """Print the seconds of all answers (median, 95th percentile, slowest), errors, and the server's memory."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--people", type=int, default=20)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--index", type=Path)
    parser.add_argument("--questions", type=Path, default=QUESTIONS)
    given = parser.parse_args()
    lines = given.questions.read_text(encoding="utf-8").splitlines()
    questions = [case["question"] for case in map(json.loads, filter(str.strip, lines)) if not case.get("history")]
    with tempfile.TemporaryDirectory() as folder:
        index = given.index or _made(Path(folder))
        port = _free_port()
        command = [sys.executable, "-m", "assistant", "serve", "--port", str(port), "--index", str(index)]
        server = subprocess.Popen(command, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)})
        try:
            address = f"http://127.0.0.1:{port}"
            usable_s = _wait(address, server)
            print(f"usable after {usable_s:.1f} s, {_cpu_s(server.pid):.1f} s of them the processor's")
            print(f"load average {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
            asked = _rounds(address, questions, people=given.people, rounds=given.rounds, pid=server.pid)
            resident, peak = _memory(server.pid)
        finally:
            server.terminate()
            server.wait()
    _report(asked, resident, peak)


def _made(folder: Path) -> Path:
    command = [sys.executable, "-m", "assistant", "ingest", str(SAMPLES), "--index", str(folder / "index")]
    subprocess.run(
        command, cwd=ROOT, check=True, stdout=subprocess.DEVNULL, env={**os.environ, "PYTHONPATH": str(ROOT)}
    )
    return folder / "index"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(address: str, server: subprocess.Popen[bytes]) -> float:
    """Return the seconds until the page has been drawn for a first reader and its examples are there."""
    started = time.perf_counter()
    while server.poll() is None and time.perf_counter() - started < _START_S:
        try:
            Person(address).arrive()
            return time.perf_counter() - started
        except OSError:
            time.sleep(0.1)
    raise TimeoutError("the application did not start")


def _rounds(address: str, questions: Sequence[str], *, people: int, rounds: int, pid: int) -> list[Asked]:
    """Let everybody ask at the same moment, round after round; return all that was asked."""
    crowd = [Person(address) for _ in range(people)]
    for person in crowd:
        person.arrive()
    crowd[0].ask(questions[-1])
    alone = sorted(crowd[0].ask(question).seconds for question in questions[-11:-1])
    print(f"one person alone: median {alone[len(alone) // 2]:.2f} s, slowest {alone[-1]:.2f} s")
    found: list[Asked] = []
    before_s = _cpu_s(pid)
    for turn in range(rounds):
        gate = threading.Barrier(people)

        def put(place: int, person: Person, turn: int = turn, gate: threading.Barrier = gate) -> None:
            question = questions[(turn * people + place) % len(questions)]
            gate.wait()
            found.append(person.ask(question))

        threads = [threading.Thread(target=put, args=pair) for pair in enumerate(crowd)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        own = sorted(asked.seconds for asked in found[-people:])
        print(f"round {turn + 1}: median {own[len(own) // 2]:.2f} s, slowest {own[-1]:.2f} s")
    print(f"processor time: {(_cpu_s(pid) - before_s) / len(found):.3f} s a question")
    return found


def _cpu_s(pid: int) -> float:
    """Return the processor's seconds a process has used so far (Linux)."""
    fields = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _memory(pid: int) -> tuple[float, float]:
    """Return resident memory now and at its peak, in GB (Linux)."""
    lines = Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines()
    facts = dict(line.split(":", 1) for line in lines if ":" in line)
    return tuple(int(facts[name].split()[0]) / 1e6 for name in ("VmRSS", "VmHWM"))  # type: ignore[return-value]


def _report(asked: Sequence[Asked], resident: float, peak: float) -> None:
    times = sorted(one.seconds for one in asked)
    faults = [one for one in asked if one.fault]
    slow = times[min(len(times) - 1, int(len(times) * 0.95))]
    print(f"asked {len(times)}: median {times[len(times) // 2]:.2f} s, p95 {slow:.2f} s, slowest {times[-1]:.2f} s")
    print(f"errors {len(faults)}; memory {resident:.2f} GB, peak {peak:.2f} GB; load average {os.getloadavg()[0]:.1f}")
    for one in faults[:5]:
        print(f"  {one.question}: {one.fault}")


if __name__ == "__main__":
    main()
