"""Two records that are one: finding them, making one of them, taking them apart again."""
