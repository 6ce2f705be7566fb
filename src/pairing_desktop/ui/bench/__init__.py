"""The bench: all claims on one figure side by side, what was found about them, and what people decide."""
