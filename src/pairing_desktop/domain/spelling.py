"""Words that are almost another: one letter too many, missing, wrong, or two neighbours swapped."""


def one_edit(typed: str, word: str) -> bool:
    """Whether one slip of the finger turns `word` into `typed` (or none at all).

    >>> one_edit("supocn", "supcon"), one_edit("supn", "supcon")
    (True, False)
    """
    if abs(len(typed) - len(word)) > 1:
        return False
    same = 0
    while same < min(len(typed), len(word)) and typed[same] == word[same]:
        same += 1
    rest, other = typed[same:], word[same:]
    return (
        rest[1:] == other[1:] or rest == other[1:] or rest[1:] == other
        or (rest[1::-1] == other[:2] and rest[2:] == other[2:])
    )


def one_edit_of_beginning(typed: str, word: str) -> bool:
    """Whether `typed` is one slip away from a beginning of `word`, at least as long as all but one of its letters."""
    return any(one_edit(typed, word[:length]) for length in range(len(typed) - 1, len(typed) + 2))
