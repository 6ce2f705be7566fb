"""Fixtures of the window for all tests of the interface."""

from shell import program, window

__all__ = ["program", "window"]
