"""Registered pages in the window: registering, the gallery, the card, the comparison."""
