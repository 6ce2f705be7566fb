"""Pairing Desktop: an offline fact explorer for an inter-city assistance office."""

__version__ = "0.1.0"
