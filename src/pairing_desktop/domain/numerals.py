"""Whole numbers in words: 三百二十四, 二〇一八, fifteen."""

import re

DIGITS = {"○": 0, "零": 0, "两": 2} | {sign: number for number, sign in enumerate("〇一二三四五六七八九")}
_PLACES = {"十": 10, "百": 100, "千": 1000}
CHINESE = "〇零○一二两三四五六七八九十百千"

ENGLISH = {
    "zero": 0, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "eleven": 11, "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15,
    "sixteen": 16, "seventeen": 17, "eighteen": 18, "nineteen": 19, "twenty": 20, "thirty": 30,
    "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90,
}


def read_chinese(text: str) -> int | None:
    """The number that Chinese digits say, below 10,000 or digit by digit (二〇一八); else None.

    Of 三百五 (350, not 305) and the like only the orderly forms are read.
    """
    if not text or any(sign not in CHINESE for sign in text):
        return None
    if not any(sign in _PLACES for sign in text):
        return int("".join(str(DIGITS[sign]) for sign in text))
    if re.search("[二三四五六七八九两一][〇零○]*[二三四五六七八九两一]|[〇零○]$", text):
        return None
    total, place_before, digit, zero = 0, 10_000, None, False
    for sign in text:
        if sign in _PLACES:
            place = _PLACES[sign]
            if place >= place_before or (digit is None and (place != 10 or total)):
                return None
            total += (1 if digit is None else digit) * place
            place_before, digit, zero = place, None, False
        elif DIGITS[sign] == 0:
            zero = True
        else:
            digit = DIGITS[sign]
    if digit is not None and place_before > 10 and not zero:
        return None
    return total + (digit or 0)


def read_english(text: str) -> int | None:
    """The number that an English word says, zero to ninety-nine; None for any other word."""
    tens, _, ones = text.lower().partition("-")
    if not ones:
        return ENGLISH.get(tens)
    first, second = ENGLISH.get(tens, 0), ENGLISH.get(ones, 0)
    return first + second if first >= 20 and 1 <= second <= 9 else None
