"""Which messages stand beside the fields of a form, and when: nothing is said of a field one is still typing in."""

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from pairing_desktop.domain.problems import FieldProblem
from pairing_desktop.ui import i18n
from pairing_desktop.ui.forms.frame import Foot
from pairing_desktop.ui.widgets.field import FieldBox

_ELSEWHERE = {"unit": "value"}  # fields without an input of their own: where their messages stand


class Messages(QObject):
    """Puts problems beside their fields and counts them in the foot."""

    settled = Signal()  # a field was left for the first time: problems may be told now

    counted = Signal()  # how many fields have a message is another number now
    wanted = Signal(object)  # go to this box

    def __init__(self, boxes: Mapping[str, FieldBox], foot: Foot, form: QWidget) -> None:
        super().__init__(form)
        self.count = 0  # fields with a message
        self._boxes = boxes
        self._foot = foot
        self.tried = False  # a save was asked for: everything is told
        self._left: set[str] = set()
        self._refused: dict[str, tuple[str, FieldProblem]] = {}
        for box in boxes.values():
            box.left.connect(self._field_left)

    def forget(self) -> None:
        """Begin anew: another row is shown."""
        self.tried = False
        self._left.clear()
        self._refused.clear()

    def refuse(self, problems: Iterable[FieldProblem]) -> None:
        """Problems that only saving found; each stands until its field says something else."""
        for problem in problems:
            name = self._place(problem)
            if name in self._boxes:
                self._refused[name] = (self._boxes[name].editor.value(), problem)

    def tell(self, problems: Iterable[FieldProblem], changed: set[str], is_new: bool) -> None:
        """Show what may be told of these and of what the inputs themselves find wrong."""
        errors: dict[str, list[str]] = {name: [] for name in self._boxes}
        warnings: dict[str, list[str]] = {name: [] for name in self._boxes}
        own = {name: found for name, box in self._boxes.items() if (found := box.editor.problem(name))}
        refused = [
            problem for name, (value, problem) in self._refused.items() if self._boxes[name].editor.value() == value
        ]
        for problem in [*problems, *refused, *own.values()]:
            name = self._place(problem)
            if name in own and problem is not own[name]:
                continue
            if name in self._boxes and self._may_tell(name, changed, is_new):
                (errors if problem.is_error else warnings)[name].append(problem.message(i18n.current()))
        for name, box in self._boxes.items():
            box.tell(errors[name], warnings[name])
        boxes = self._boxes.values()
        self._foot.tell(sum(box.has_error() for box in boxes), sum(box.has_warning() for box in boxes))
        count = sum(box.has_error() or box.has_warning() for box in boxes)
        if count != self.count:
            self.count = count
            self.counted.emit()

    def _place(self, problem: FieldProblem) -> str:
        """The field beside which a problem is told: its own, or of one that the form does not show the one it follows from."""
        return problem.field if problem.field in self._boxes else _ELSEWHERE.get(problem.field, problem.field)

    def first_error(self) -> FieldBox | None:
        """The first field, in reading order, that has an error."""
        return next((box for box in self._boxes.values() if box.has_error()), None)

    def go_on(self) -> None:
        """To the next field with a message, in reading order and round again."""
        self._go(1)

    def go_back(self) -> None:
        """To the one before."""
        self._go(-1)

    def _go(self, step: int) -> None:
        boxes = list(self._boxes.values())
        here = next((place for place, box in enumerate(boxes) if box.has_focus()), -1 if step > 0 else 0)
        around = [boxes[(here + step * one) % len(boxes)] for one in range(1, len(boxes) + 1)]
        found = next((box for box in around if box.has_error() or box.has_warning()), None)
        if found is not None:
            self.wanted.emit(found)

    def _may_tell(self, name: str, changed: set[str], is_new: bool) -> bool:
        if self.tried:
            return True
        if is_new and name not in changed:
            return False
        return name in self._left or not self._boxes[name].has_focus()

    def _field_left(self, name: str) -> None:
        if name not in self._left:
            self._left.add(name)
            QTimer.singleShot(0, self, self.settled.emit)
