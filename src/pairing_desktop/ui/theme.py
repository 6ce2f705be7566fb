"""The look of the window: Fusion, a palette per class, some thirty lines of style sheet, fonts and heights.

`apply` sets it on the application and follows the system's light or dark scheme when asked to;
`notifier.changed` tells whoever paints with `tokens()` to paint again.
"""

import sys
from dataclasses import asdict, dataclass
from functools import cache

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QFontMetrics, QPalette
from PySide6.QtWidgets import QApplication, QCheckBox, QToolTip, QWidget

from pairing_desktop.data import RESOURCES
from pairing_desktop.domain.palette import DARK, LIGHT, PAPER, Tokens
from pairing_desktop.ui import i18n

__all__ = ["NAMES", "PAPER", "Metrics", "Notifier", "apply", "edge", "edge_ticks", "metrics", "name", "notifier", "tokens"]

NAMES = ("system", "light", "dark")
BODY, SMALL, TITLE = 9.75, 9.0, 12.75  # points

# Fusion draws edges as Window.darker(140) and keyboard focus from Highlight: these classes get their own.
_CONTROLS = (
    "QLineEdit", "QAbstractSpinBox", "QComboBox", "QCheckBox", "QRadioButton", "QPushButton",
    "QPlainTextEdit", "QProgressBar", "QSlider",
)
_LATIN = {
    "win32": ("Segoe UI",),
    "darwin": (".AppleSystemUIFont", "Helvetica Neue"),
}.get(sys.platform, ("Noto Sans", "Source Sans 3"))
_CJK = (
    "Microsoft YaHei UI", "Microsoft YaHei", "PingFang SC", "Noto Sans CJK SC", "Noto Sans SC",
    "Source Han Sans SC", "Source Han Sans CN", "WenQuanYi Micro Hei", "WenQuanYi Zen Hei",
    "Droid Sans Fallback",
)


_PROPORTIONAL = QFont.Tag("pwid")


class Notifier(QObject):
    """Says that colours or fonts are others now."""

    changed = Signal()


notifier = Notifier()


@dataclass(frozen=True)
class Metrics:
    """Heights in logical pixels and the three fonts; all follow the font, none is below the study's floor."""

    body: QFont
    small: QFont
    title: QFont
    input: int
    row: int
    row_two: int
    header: int
    chip: int
    tick: int
    tab_row: int
    toolbar: int
    status: int


class _State:
    name = "system"
    tokens = LIGHT
    metrics: Metrics | None = None
    follows = False  # connected to the system's scheme
    system_points = 0.0


_state = _State()


def tokens() -> Tokens:
    """The colours of the theme in use."""
    return _state.tokens


def name() -> str:
    """The choice in use: "system", "light" or "dark"."""
    return _state.name


def metrics() -> Metrics:
    """Heights and fonts in use."""
    if _state.metrics is None:
        _state.metrics = _measure()
    return _state.metrics


def apply(app: QApplication, name: str) -> None:
    """Dress the application as "system", "light" or "dark", in the fonts of the current language."""
    if name not in NAMES:
        raise ValueError(f"unknown theme {name!r}; known: {', '.join(NAMES)}")
    hints = app.styleHints()
    if not _state.follows:
        app.setStyle("Fusion")
        _state.system_points = app.font().pointSizeF()
        hints.colorSchemeChanged.connect(_scheme_changed)
        _state.follows = True
    _state.name = name
    # Window frames and platform dialogs follow the choice too.
    wanted = {"light": Qt.ColorScheme.Light, "dark": Qt.ColorScheme.Dark}.get(name, Qt.ColorScheme.Unknown)
    hints.setColorScheme(wanted)
    _dress(app, hints.colorScheme())


def edge(widget: QWidget, tone: str) -> None:
    """Give one input the edge of an error or a warning ("error", "caution"), or with "" its usual one."""
    if not tone:
        widget.setPalette(QPalette())
        return
    palette = QApplication.palette(widget)
    palette.setColor(QPalette.ColorRole.Window, _edged(QColor(getattr(tokens(), tone))))
    widget.setPalette(palette)


def edge_ticks(widget: QWidget) -> None:
    """Give the ticks in a list the edge of a tick box: the style darkens the window's colour, which is lost on a dark
    ground."""
    palette = widget.palette()
    palette.setColor(QPalette.ColorRole.Window, QApplication.palette(QCheckBox()).color(QPalette.ColorRole.Window))
    widget.setPalette(palette)


def _edged(colour: QColor) -> QColor:
    """The Window colour that gives this edge: Fusion divides its HSV value by 1.4.  Hue and saturation stay, where
    `lighter` would wash out a bright tone of the dark theme."""
    return QColor.fromHsv(max(colour.hsvHue(), 0), colour.hsvSaturation(), min(255, round(colour.value() * 1.4)))


def _scheme_changed(scheme: Qt.ColorScheme) -> None:
    app = QApplication.instance()
    if _state.name == "system" and isinstance(app, QApplication):
        _dress(app, scheme)


def _dress(app: QApplication, scheme: Qt.ColorScheme) -> None:
    dark = _state.name == "dark" or (_state.name == "system" and scheme == Qt.ColorScheme.Dark)
    now = _state.tokens = DARK if dark else LIGHT
    _state.metrics = None
    app.setFont(metrics().body)
    base = _palette(now)
    app.setPalette(base)
    QToolTip.setPalette(base)
    QToolTip.setFont(metrics().small)
    controls = _control_palette(now, base)
    for name in _CONTROLS:
        app.setPalette(controls, name)  # type: ignore[arg-type]  # bytes, says the stub; only str is taken
    app.setStyleSheet(_style_sheet(now))
    notifier.changed.emit()


def _palette(now: Tokens) -> QPalette:
    role = QPalette.ColorRole
    palette = QPalette()
    for roles, colour in (
        ((role.Window,), now.window),
        ((role.Base,), now.base),
        ((role.AlternateBase,), now.alt),
        ((role.ToolTipBase,), now.base),
        ((role.Button,), now.button),
        ((role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.ToolTipText), now.text),
        ((role.PlaceholderText,), now.muted),
        ((role.Midlight, role.Light), now.line),
        ((role.Mid, role.Dark), now.strong),
        ((role.Shadow,), now.strong),
        ((role.Accent, role.Link, role.LinkVisited), now.accent),
        ((role.Highlight,), now.selection),
        ((role.BrightText,), now.error),
    ):
        for one in roles:
            palette.setColor(one, QColor(colour))
    for one in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, one, QColor(now.disabled))
    return palette


def _control_palette(now: Tokens, base: QPalette) -> QPalette:
    """Edges of exactly `strong`."""
    palette = QPalette(base)
    palette.setColor(QPalette.ColorRole.Window, _edged(QColor(now.strong)))
    palette.setColor(QPalette.ColorRole.Highlight, QColor(now.accent))
    palette.setColor(QPalette.ColorRole.HighlightedText, QColor(now.on_accent))
    return palette


def _families() -> list[str]:
    """Latin first in English, Chinese first in Chinese; on a machine without a Chinese font the packaged ones."""
    chinese = [family for family in _CJK if QFontDatabase.hasFamily(family)][:1]
    if not chinese:
        return _packaged_families()
    latin = [family for family in _LATIN if QFontDatabase.hasFamily(family)][:1]
    return [*chinese, *latin] if i18n.current().is_chinese else [*latin, *chinese]


@cache
def _packaged() -> None:
    """Make the fonts of charts and paper known to the window."""
    from pairing_desktop import fonts

    for path in fonts.font_files():
        QFontDatabase.addApplicationFont(str(path))


def _packaged_families() -> list[str]:
    from pairing_desktop import fonts

    _packaged()
    return list(fonts.families(i18n.current().code))


def _measure() -> Metrics:
    grow = max(1.0, _state.system_points / BODY) if _state.system_points > BODY else 1.0
    families = _families()

    def font(points: float) -> QFont:
        made = QFont()
        made.setFamilies(families or made.families())
        made.setPointSizeF(points * grow)
        # In English quotation marks of a Chinese font would be a full em wide.  Set to 0, not unset, in Chinese: a
        # feature that is not set is taken from the application's font, which may still be that of English.
        made.setFeature(_PROPORTIONAL, 0 if i18n.current().is_chinese else 1)
        return made

    body, small, title = font(BODY), font(SMALL), font(TITLE)
    fm, fs = QFontMetrics(body).height(), QFontMetrics(small).height()
    return Metrics(
        body=body,
        small=small,
        title=title,
        input=max(28, fm + 8),
        row=max(28, fm + 8),
        row_two=max(44, fm + fs + 8),
        header=max(30, fm + 10),
        chip=max(24, fs + 6),
        tick=max(24, fm + 4),
        tab_row=max(40, fm + 20),
        toolbar=max(42, fm + 22),
        status=max(24, fs + 6),
    )


def _style_sheet(now: Tokens) -> str:
    text = (RESOURCES / "themes" / "window.qss").read_text(encoding="utf-8")
    sizes = metrics()
    for name, value in {
        **{name: str(value) for name, value in asdict(now).items()},
        "control": f"{sizes.input - 6}px",
        "edit": f"{sizes.input - 2}px",
        "primary": f"{sizes.input - 10}px",
        "tab": f"{sizes.tab_row - 2}px",
        "accent_hover": QColor(now.accent).lighter(112).name(),
        "accent_down": QColor(now.accent).darker(112).name(),
    }.items():
        text = text.replace(f"@{name};", f"{value};")
    return text
