"""The matching pipeline as a board."""
