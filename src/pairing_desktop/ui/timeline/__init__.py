"""The timeline: pure scale, index and layout; a canvas that paints them; words for ears."""
