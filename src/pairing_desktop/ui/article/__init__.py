"""Paste an article: its text with marks, the drafts of claims found in it, and what is kept until they are saved."""
