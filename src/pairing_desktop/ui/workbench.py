"""The workbench of charts: what is drawn, of which records, grouped how, in which form; what does not fit says why."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import (
    QComboBox,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from pairing_desktop.domain.chart_choices import (
    Known,
    Misfit,
    fitted,
    form_misfit,
    group_misfit,
    measure_misfit,
    multiple_misfit,
    nature_misfit,
    split_misfit,
)
from pairing_desktop.domain.chart_spec import (
    COUNT,
    FORMS,
    MULTIPLES,
    NATURES,
    SUBJECTS,
    ChartSpec,
    MeasureInfo,
    about,
    fields_of,
    splits_of,
)
from pairing_desktop.domain.kinds import KINDS
from pairing_desktop.domain.listing import Filter
from pairing_desktop.domain.vocabulary import label as code_label
from pairing_desktop.ui import i18n, theme
from pairing_desktop.ui.i18n import plural, tr
from pairing_desktop.ui.widgets.choice import Box, narrow
from pairing_desktop.ui.widgets.links import plain_label, plain_tip

_NONE = "\x00none"  # no second indicator: COUNT is one that can be chosen
_OPEN = 1899  # of a year: not said
Choice = tuple[str, str, Misfit | None]  # code, words, why it does not fit


class Workbench(QWidget):
    """`changed(spec)` is emitted with everything brought to what fits; `keepAsked`, `renameAsked` and `removeAsked` say
    that the chart is to be kept by name, called otherwise, kept no longer."""

    changed = Signal(object)
    keepAsked = Signal()
    renameAsked = Signal()
    removeAsked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._spec = ChartSpec()
        self._known: dict[str, MeasureInfo] = {}
        self._own_rules = self._kept = self._writing = False
        self.subject, self.form, self.measure, self.second, self.group, self.split, self.nature, self.multiple = (
            narrow(Box(), 20) for _ in range(8)
        )
        self.first, self.last = _year(), _year()
        self.name = QLineEdit()
        self.name.setMaxLength(160)
        self._captions = [plain_label(muted=True, size="small") for _ in range(10)]
        self._note = plain_label(muted=True, size="small", wrap=True)
        self.keep, self.rename, self.remove = QPushButton(), QPushButton(), QPushButton()
        for button in (self.keep, self.rename, self.remove):
            button.setProperty("narrow", True)
        self._build()
        self._connect()
        self.retranslate()

    def _build(self) -> None:
        years = QHBoxLayout()
        years.setSpacing(6)
        years.addWidget(self.first, 1)
        years.addWidget(self.last, 1)
        inner = QWidget()
        grid = QGridLayout(inner)
        grid.setContentsMargins(8, 4, 10, 4)
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(4)
        entries: tuple[QWidget | QHBoxLayout, ...] = (
            self.subject, self.form, self.measure, self.second, self.group, self.split, years, self.nature, self.multiple,
            self.name,
        )
        for row, (caption, entry) in enumerate(zip(self._captions, entries, strict=True)):
            grid.addWidget(caption, row, 0)
            if isinstance(entry, QWidget):
                caption.setBuddy(entry)
                grid.addWidget(entry, row, 1)
            else:
                caption.setBuddy(self.first)
                grid.addLayout(entry, row, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(len(entries), 1)
        area = QScrollArea()
        area.setWidget(inner)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.viewport().setAutoFillBackground(False)
        inner.setAutoFillBackground(False)
        area.setMinimumHeight(96)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what it holds takes the keyboard
        buttons = QHBoxLayout()
        buttons.setContentsMargins(8, 0, 8, 0)
        buttons.setSpacing(6)
        for button in (self.keep, self.rename, self.remove):
            buttons.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 8)
        column.setSpacing(6)
        self._note.setContentsMargins(8, 0, 8, 0)
        column.addWidget(self._note)
        column.addWidget(area, 1)
        column.addLayout(buttons)

    def _connect(self) -> None:
        for box, field in (
            (self.form, "form"), (self.group, "group"), (self.split, "split"), (self.nature, "nature"),
            (self.multiple, "multiple"),
        ):
            box.activated.connect(lambda _index, box=box, field=field: self._set(**{field: str(box.currentData())}))
        self.subject.activated.connect(lambda _index: self.changed.emit(about(str(self.subject.currentData()), Filter())))
        self.measure.activated.connect(lambda _index: self._set_measures())
        self.second.activated.connect(lambda _index: self._set_measures())
        self.first.valueChanged.connect(lambda _value: self._set_years())
        self.last.valueChanged.connect(lambda _value: self._set_years())
        self.name.editingFinished.connect(self._set_name)
        self.keep.clicked.connect(self.keepAsked)
        self.rename.clicked.connect(self.renameAsked)
        self.remove.clicked.connect(self.removeAsked)

    # What is shown

    @property
    def spec(self) -> ChartSpec:
        return self._spec

    def show_spec(self, spec: ChartSpec, known: Iterable[MeasureInfo], *, own_rules: bool, kept: bool, writing: bool) -> None:
        """Show what a chart is drawn from.  `own_rules`: a standard chart that no spec describes wholly; `kept`: it is
        kept by name; `writing`: the file can be changed."""
        self._spec, self._known = spec, {one.key: one for one in known}
        self._own_rules, self._kept, self._writing = own_rules, kept, writing
        self._fill()

    def retranslate(self) -> None:
        words = (
            tr("About"), tr("Form"), tr("Indicator"), tr("Beside it"), tr("Grouped by"), tr("Divided by"), tr("Years"),
            tr("Nature"), tr("Counted in"), tr("Title"),
        )
        boxes = (
            self.subject, self.form, self.measure, self.second, self.group, self.split, self.first, self.nature,
            self.multiple, self.name,
        )
        for caption, word, box in zip(self._captions, words, boxes, strict=True):
            caption.setText(word)
            box.setAccessibleName(word)
        self.first.setAccessibleName(tr("From year"))
        self.last.setAccessibleName(tr("To year"))
        self.name.setPlaceholderText(tr("As the chart says itself"))
        self.keep.setText(tr("Keep…"))
        self.rename.setText(tr("Rename…"))
        self.remove.setText(tr("Remove"))
        self.keep.setToolTip(tr("Keep this chart by name; it is drawn anew from the facts each time."))
        self._fill()

    def dress(self) -> None:
        for caption in (*self._captions, self._note):
            caption.setFont(theme.metrics().small)

    def panes(self) -> tuple[QWidget, ...]:
        return (self.form,)

    def _fill(self) -> None:
        spec, known = self._spec, self._known
        _offer(self.subject, [(one, tr(KINDS[one].label), None) for one in SUBJECTS], spec.subject)
        _offer(self.form, [(form, tr(said), form_misfit(spec, form, known)) for form, said in FORMS.items()], spec.form)
        measures = self._measures(known)
        _offer(self.measure, measures, spec.measures[0])
        _offer(self.second, [(_NONE, tr("Nothing"), None), *(one for one in measures if one[0] != spec.measures[0])],
               spec.measures[1] if spec.is_mixed else _NONE)
        _offer(self.group, [(code, tr(said), group_misfit(spec, code, known)) for code, said in fields_of(spec).items()],
               spec.group, none=spec.form == "gantt")
        splits = {"": tr("Nothing"), **{code: tr(said) for code, said in splits_of(spec).items()}}
        _offer(self.split, [(code, said, split_misfit(spec, code, known)) for code, said in splits.items()], spec.split)
        natures = {"": tr("All, kept apart"), **{code: code_label("nature", code, i18n.current()) for code in NATURES}}
        _offer(self.nature, [(code, said, nature_misfit(spec, code, known)) for code, said in natures.items()], spec.nature)
        _offer(self.multiple, [(code, tr(said), multiple_misfit(spec, code)) for code, said in MULTIPLES.items()],
               spec.multiple)
        for box, year in ((self.first, spec.first), (self.last, spec.last)):
            with QSignalBlocker(box):
                box.setValue(_OPEN if year is None else year)
        if not self.name.hasFocus():
            self.name.setText(spec.title if not self._kept else "")
        self.name.setEnabled(not self._kept)
        self.name.setToolTip(tr("A kept chart is called by its name.") if self._kept else "")
        self._note.setText(tr("This standard chart has rules of its own. A change here starts a chart like it."))
        self._note.setVisible(self._own_rules)
        self.keep.setEnabled(self._writing)
        self.rename.setEnabled(self._writing and self._kept)
        self.remove.setEnabled(self._writing and self._kept)

    def _measures(self, known: Known) -> list[Choice]:
        """The number of records, then every indicator stated about them, those with most claims first."""
        counted = tr("Number of records")
        found: list[Choice] = [(COUNT, counted, None)]
        for one in known.values():
            name = i18n.current().pick(one.name_en, one.name_zh)
            found.append((one.key, plural("{name} ({n} claim)", "{name} ({n} claims)", one.claims, name=name),
                          measure_misfit(self._spec, one.key, known)))
        return found + [
            (key, key, measure_misfit(self._spec, key, known)) for key in self._spec.measures
            if key not in known and key != COUNT
        ]

    # What somebody changes

    def _set(self, **changes: str) -> None:
        self._tell(replace(self._spec, **changes))  # type: ignore[arg-type]

    def _tell(self, spec: ChartSpec) -> None:
        spec = fitted(spec, self._known)
        if spec != self._spec:
            self._spec = spec
            self.changed.emit(spec)
        self._fill()

    def _set_measures(self) -> None:
        first, second = str(self.measure.currentData()), str(self.second.currentData())
        beside = () if second in (_NONE, first) else (second,)
        spec = replace(self._spec, measures=(first, *beside))
        if first != COUNT and self._spec.measures == (COUNT,) and spec.form in ("stacked", "share", "gantt"):
            spec = replace(spec, form="dots", group="record", split="")
        self._tell(spec)

    def _set_years(self) -> None:
        first, last = (None if box.value() == _OPEN else box.value() for box in (self.first, self.last))
        if first is not None and last is not None and first > last:
            first, last = last, first
        self._tell(replace(self._spec, first=first, last=last))

    def _set_name(self) -> None:
        if self.name.isEnabled() and self.name.text().strip() != self._spec.title:
            self._tell(replace(self._spec, title=self.name.text().strip()))


def _year() -> QSpinBox:
    made = QSpinBox()
    made.setRange(_OPEN, 2100)
    made.setSpecialValueText("—")
    made.setKeyboardTracking(False)
    made.setValue(_OPEN)
    return made


def _offer(box: QComboBox, choices: Sequence[Choice], current: str, *, none: bool = False) -> None:
    """Fill a box; what does not fit cannot be chosen and says why, also to those who cannot see it."""
    with QSignalBlocker(box):
        box.clear()
        model = box.model()
        assert isinstance(model, QStandardItemModel)
        for row, (code, words, misfit) in enumerate(choices):
            box.addItem(words, code)
            if misfit is not None:
                reason = misfit.message(i18n.current())
                item = model.item(row)
                item.setEnabled(False)
                item.setToolTip(plain_tip(reason))
                item.setData(reason, Qt.ItemDataRole.AccessibleDescriptionRole)
        box.setCurrentIndex(-1 if none else box.findData(current))
        open_ones = [misfit for _, _, misfit in choices if misfit is None]
        reasons = [misfit for _, _, misfit in choices if misfit is not None]
        box.setEnabled(bool(open_ones))
        why = reasons[0].message(i18n.current()) if reasons and not open_ones else box.currentText()
        box.setToolTip(plain_tip(why))
        box.setAccessibleDescription(why if not open_ones else "")
