"""A stand-in for index and assistant with invented figures: for trying the page and for tests, no model needed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from decimal import Decimal
from pathlib import Path

from assistant.answer import Alternative, Answer, AnswerFigure, Citation, Derivation, Operand
from assistant.compose import rewording
from assistant.model import ChatModel
from corpus.amounts import read_amount
from corpus.document import Cell, Check, Location, Paragraph, Section, Table
from corpus.figures import Figure
from index.evidence import DocumentEntry

NAME = "마을.txt"
TITLE = "마을 배움터 운영계획"
PATH = ("2 배움터 조성", "연차별 예산")
_HEAD = (("세부사업", "재원", "예산액", "", ""), ("", "", "2023", "2024", "2025"))
_BODY = (
    ("이웃 책방 꾸미기", "구비", "120", "150", "210"),
    ("이웃 책방 꾸미기", "시비", "80", "-", "△15"),
    ("어울림 강좌 열기", "구비", "1,045", "1,300", "1,780"),
    ("합계", "", "1,245", "1,450", "1,975"),
)
_LINES = (
    "연차별 예산은 아래와 같다.",
    "",
    "책방은 세 곳에 둔다.",
    "강좌는 <해마다> 새로 연다.",
    "표의 단위는 백만원이다.",
)


def demo_table(table_id: str = "demo:t0") -> Table:
    """Return a table with two header rows, a row label of two columns, a dash, a negative and a total row."""
    cells = [
        *_header_cells(table_id),
        *(c for row, texts in enumerate(_BODY, 2) for c in _row_cells(table_id, row, texts)),
    ]
    return Table(
        id=table_id,
        caption="연차별 예산",
        heading_path=PATH,
        location=Location(NAME, PATH, (10, 16), table_id=table_id),
        rows=6,
        columns=5,
        header_rows=2,
        label_columns=2,
        cells=tuple(cells),
        unit="백만원",
        unit_source="line",
        notes=("2025년은 안이다.",),
        checks=(
            Check("header", True, "머리행 2개를 찾음"),
            Check("sum", False, "2025년 합계가 세부사업의 합과 맞지 않음", blocking=False),
        ),
    )


def _header_cells(table_id: str) -> list[Cell]:
    place = Location(NAME, PATH, (10, 10), table_id=table_id)
    first = [
        Cell(0, 0, "세부사업", place, rowspan=2, is_header=True),
        Cell(0, 1, "재원", place, rowspan=2, is_header=True),
        Cell(0, 2, "예산액", place, colspan=3, is_header=True),
    ]
    return first + [Cell(1, column, _HEAD[1][column], place, is_header=True) for column in (2, 3, 4)]


def _row_cells(table_id: str, row: int, texts: Sequence[str]) -> list[Cell]:
    cells = []
    path = tuple(text for text in texts[:2] if text)
    for column, text in enumerate(texts):
        place = Location(NAME, PATH, (row + 10, row + 10), table_id=table_id, row=row, column=column)
        amount = read_amount(text, unit="백만원") if column > 1 else None
        cells.append(
            Cell(
                row, column, text, place, is_header=column < 2, row_path=path,
                column_path=("예산액", _HEAD[1][column]) if column > 1 else (),
                amounts=(amount,) if amount else (), is_total=texts[0] == "합계",
            )
        )  # fmt: skip
    return cells


class DemoShelf:
    """An index of one document with one table and a few lines."""

    def __init__(self) -> None:
        self._table = demo_table()
        self._entry = DocumentEntry(
            "demo", NAME, TITLE, "가온구청", "운영계획", "2024-01-15", "2023~2025", "txt", ("그림 1개는 읽지 않음",)
        )

    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return the one document."""
        return (self._entry,)

    def is_current(self) -> bool:
        """Return True: it never changes."""
        return True

    def table(self, table_id: str) -> Table:
        """Return the table. Raises KeyError for another id."""
        if table_id != self._table.id:
            raise KeyError(table_id)
        return self._table

    def tables(self, document_id: str) -> tuple[Table, ...]:
        """Return the document's tables."""
        return (self._table,) if document_id == "demo" else ()

    def sections(self, document_id: str) -> tuple[Section, ...]:
        """Return the document's one section."""
        paragraphs = tuple(
            Paragraph(text, Location(NAME, PATH, (line, line))) for line, text in enumerate(_LINES, 1) if text
        )  # fmt: skip
        return (Section(PATH[-1], PATH, Location(NAME, PATH, (1, 16)), (*paragraphs, self._table)),)

    def source_lines(self, document_id: str, first: int, last: int) -> tuple[str, ...]:
        """Return lines from 1."""
        return _LINES[first - 1 : last]

    def source_file(self, document_id: str) -> Path | None:
        """Return None: there is no file."""
        return None

    def figures_in(self, document_id: str) -> tuple[Figure, ...]:
        """Return no figures: the stand-in has no examples."""
        return ()


class DemoAssistant:
    """Answers by a word of the question.

    `합` is a sum, `다르` a conflict, `곳` a sentence, `강좌` a figure, `책방` a clarification.
    """

    def __init__(self, model: ChatModel | None = None) -> None:
        self.index = DemoShelf()
        self.model = model

    def answers(
        self, question: str, history: Sequence[str] = (), *, documents: Collection[str] | None = None
    ) -> Iterator[Answer]:
        """Yield the answer and, where there is a model, the model's words as they come."""
        answer = self.ask(question, history, documents=documents)
        yield answer
        if self.model is not None:
            yield from rewording(answer, self.model, history)

    def ask(
        self, question: str, history: Sequence[str] = (), *, documents: Collection[str] | None = None
    ) -> Answer:  # fmt: skip
        """Return the answer the question's word calls for; everything else is not in the documents."""
        year = next((y for y in ("2023", "2024", "2025") if y in question), "2023")
        topic = question if not question.startswith("그럼") else " ".join((*history, question))
        for word, answer in (
            ("합", _sum),
            ("다르", _conflict),
            ("곳", _sentence),
            ("강좌", _figure),
            ("책방", _clarify),
        ):
            if word in topic:
                return answer(question, year)
        return Answer(question, "unanswerable", "질문하신 내용은 문서에서 찾을 수 없습니다.", reason="not_in_corpus")


def _cite(number: int, row: int, year: str) -> Citation:
    column = 2 + ("2023", "2024", "2025").index(year)
    path = tuple(text for text in _BODY[row - 2][:2] if text)
    return Citation(
        number, NAME, TITLE, PATH, "연차별 예산", "demo:t0", path, ("예산액", year), None, (row + 10, row + 10),
        " ".join(_BODY[row - 2]), "백만원", row, column, "demo",
    )  # fmt: skip


def _value(row: int, year: str) -> Decimal:
    amount = read_amount(_BODY[row - 2][2 + ("2023", "2024", "2025").index(year)], unit="백만원")
    return amount.value if amount else Decimal(0)


def _figure(question: str, year: str) -> Answer:
    value = _value(4, year)
    figure = AnswerFigure(value, "백만원", value * 10**6, f"어울림 강좌 열기 · 구비 · {year}", 1)
    text = f"어울림 강좌 열기의 {year}년 예산액은 {value:,}백만원입니다. [1]"
    return Answer(
        question, "answered", text, f"어울림 강좌 열기의 {year}년 예산액은?",
        figures=(figure,), citations=(_cite(1, 4, year),),
        explanation=(f"물은 것: 어울림 강좌 열기, {year}년", "표 ‘연차별 예산’에서 찾음"), elapsed_ms=12,
    )  # fmt: skip


def _sum(question: str, year: str) -> Answer:
    a, b = _value(2, "2023"), _value(2, "2024")
    operands = (Operand("a", a, "백만원", 1, "2023"), Operand("b", b, "백만원", 2, "2024"))
    return Answer(
        question, "answered", f"두 해의 합은 {a + b:,}백만원입니다. [1] [2]",
        derivation=Derivation("a + b", operands, a + b, "백만원"),
        figures=(AnswerFigure(a + b, "백만원", (a + b) * 10**6, "합", None, derived=True),),
        citations=(_cite(1, 2, "2023"), _cite(2, 2, "2024")),
    )  # fmt: skip


def _clarify(question: str, year: str) -> Answer:
    choices = tuple(
        Alternative(f"어울림 강좌 열기 {year}년 {source} 예산액은?", f"이웃 책방 꾸미기 · {source}", value, "백만원")
        for source, value in (("구비", "120"), ("시비", "80"))
    )
    text = "두 가지로 읽힙니다.\n- 이웃 책방 꾸미기 · 구비: 120백만원 [1]\n- 이웃 책방 꾸미기 · 시비: 80백만원 [2]"
    cited = (_cite(1, 2, "2023"), _cite(2, 3, "2023"))
    return Answer(question, "clarify", text, reason="ambiguous", alternatives=choices, citations=cited)


def _sentence(question: str, year: str) -> Answer:
    cited = Citation(1, NAME, TITLE, PATH, lines=(3, 3), quote="책방은 세 곳에 둔다.", document_id="demo")
    return Answer(question, "answered", "책방은 세 곳에 둡니다. [1]", citations=(cited,))


def _conflict(question: str, year: str) -> Answer:
    figures = (
        AnswerFigure(Decimal(1975), "백만원", Decimal(1975) * 10**6, "인쇄된 합계", 1),
        AnswerFigure(Decimal(1990), "백만원", Decimal(1990) * 10**6, "세부사업을 더한 값", None, derived=True),
    )
    text = "인쇄된 합계는 1,975백만원이나 더한 값은 1,990백만원입니다. [1]"
    return Answer(
        question, "conflict", text, reason="conflict", figures=figures, citations=(_cite(1, 5, "2025"),),
        problems=("합계가 세부사업의 합과 다릅니다.",),
    )  # fmt: skip


_ANSWERS = {"합": _sum, "다르": _conflict, "곳": _sentence, "강좌": _figure, "책방": _clarify}
