"""What a disk may hold after the power went: recorded calls played again, those not synced dropped or torn.

The model: what was written to a file is safe once the file was synced, and names (made, renamed, taken away) are safe, in
their order, once their folder was.  Of the rest any part may be there: each write whole, not at all, or its first sectors.
"""

import random
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

from tracing import Call

SECTOR = 512


class Disk:
    """Files by number, so that a name may be given to another; `names` says which file a name means."""

    def __init__(self, folder: Path) -> None:
        self.files: dict[int, bytearray] = {}
        self.names: dict[str, int] = {}
        for path in sorted(folder.rglob("*")):
            if path.is_file():
                self.names[str(path)] = len(self.files)
                self.files[len(self.files)] = bytearray(path.read_bytes())

    def write_out(self, before: Path, folder: Path) -> None:
        """Make the folder what the disk holds; its names were recorded under `before`."""
        for name, number in self.names.items():
            path = folder / Path(name).relative_to(before)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(self.files[number])


def after_power_loss(start: Path, recorded_in: Path, calls: Sequence[Call], how: str, chance: random.Random) -> Disk:
    """The disk when the power went after these calls.  `how` is "none" (nothing unsynced is there), "all", or "some"."""
    disk = Disk(start)
    disk.names = {str(recorded_in / Path(name).relative_to(start)): number for name, number in disk.names.items()}
    volatile = dict(disk.names)  # names as running programs see them
    writes: dict[int, list[Call]] = defaultdict(list)  # not synced yet
    renames: list[tuple[str, str, str, int]] = []
    for call in calls:
        name = call.name
        if name in ("rename", "renameat", "renameat2") and call.path in volatile:
            volatile[call.other] = number = volatile.pop(call.path)
            renames.append(("rename", call.path, call.other, number))
        elif name in ("link", "linkat") and call.path in volatile:
            volatile[call.other] = volatile[call.path]
            renames.append(("link", call.path, call.other, volatile[call.path]))
        elif name in ("unlink", "unlinkat") and call.path in volatile:
            renames.append(("unlink", call.path, "", volatile.pop(call.path)))
        elif name == "openat":
            if call.path not in volatile:
                volatile[call.path] = number = len(disk.files)
                disk.files[number] = bytearray()
                renames.append(("make", call.path, "", number))
            elif call.length:
                writes[volatile[call.path]].append(Call(call.number, "ftruncate", call.path))
        elif name in ("write", "pwrite64", "sendfile", "ftruncate") and call.path in volatile:
            writes[volatile[call.path]].append(call)
        elif name in ("fsync", "fdatasync"):
            if call.path in volatile:
                for write in writes.pop(volatile[call.path], ()):
                    _apply(disk.files[volatile[call.path]], write, len(write.data))
            else:  # a folder
                folder = Path(call.path)
                kept = [one for one in renames if Path(one[1]).parent != folder and Path(one[2] or one[1]).parent != folder]
                for one in renames:
                    if one not in kept:
                        _rename(disk.names, one)
                renames = kept
    _leave_some(disk, writes, renames, how, chance)
    return disk


def _leave_some(
    disk: Disk, writes: dict[int, list[Call]], renames: list[tuple[str, str, str, int]], how: str, chance: random.Random
) -> None:
    if how == "none":
        return
    for one in renames if how == "all" else renames[:chance.randrange(len(renames) + 1)]:
        _rename(disk.names, one)
    for number, waiting in writes.items():
        for write in waiting:
            if how == "all":
                _apply(disk.files[number], write, len(write.data))
            elif chance.random() < 0.5:
                torn = chance.randrange(len(write.data) // SECTOR + 1) * SECTOR
                _apply(disk.files[number], write, torn if chance.random() < 0.3 else len(write.data))


def _apply(content: bytearray, call: Call, length: int) -> None:
    if call.name == "ftruncate":
        del content[call.length:]
        content.extend(bytes(call.length - len(content)))
        return
    at = len(content) if call.offset < 0 else call.offset
    content.extend(bytes(max(0, at - len(content))))
    content[at:at + length] = call.data[:length]


def _rename(names: dict[str, int], one: tuple[str, str, str, int]) -> None:
    how, path, other, number = one
    if how in ("make", "link"):
        names[other or path] = number
    elif how == "unlink":
        names.pop(path, None)
    else:
        names.pop(path, None)
        names[other] = number
