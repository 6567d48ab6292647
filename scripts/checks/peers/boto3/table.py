"""How the tables of calls are written: each entry is one call of boto3 and what AWS answers to it."""

from dataclasses import dataclass, field
from typing import Any, Callable, Optional


@dataclass
class Entry:
    service: str
    method: str
    """Of the parameters and, by the whole answer, of what later calls need: both see what earlier ones kept."""
    parameters: Callable[[dict], dict]
    """What is wrong with the answer, or None."""
    judge: Callable[[dict, dict], Any]
    """The code of AWS's error, when one is right."""
    code: Optional[str] = None
    note: str = ""
    pages: Optional[str] = None
    """Asked again until this is true of the answer."""
    until: Optional[Callable[[dict], bool]] = None
    keep: dict = field(default_factory=dict)

    @property
    def title(self):
        name = f"{self.service} {self.method}" + (f" ({self.note})" if self.note else "")
        return f"{name}: {self.code}" if self.code else name


class Table:
    """Entries in the order in which they run; `kept` of one run is what their parameters and judges see."""

    def __init__(self, service):
        self.service = service
        self.entries = []

    def ok(self, method, parameters=None, judge=None, note="", keep=None, until=None):
        """A call that succeeds; `judge(answer, kept)` is true for the right answer."""
        self._add(method, parameters, judge, note=note, keep=keep or {}, until=until)

    def no(self, method, code, parameters=None, note=""):
        """A call that AWS refuses with this code."""
        self._add(method, parameters, None, code=code, note=note)

    def all(self, method, key, parameters=None, judge=None, note="every page"):
        """A paginated list: `judge(items, kept)` sees the items of all pages."""
        self._add(method, parameters, judge, pages=key, note=note)

    def _add(self, method, parameters, judge, **rest):
        given = parameters if callable(parameters) else lambda _kept: parameters or {}
        self.entries.append(Entry(self.service, method, given, judge or (lambda _answer, _kept: True), **rest))
