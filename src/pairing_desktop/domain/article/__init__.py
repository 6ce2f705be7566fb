"""Figures, dates and names found in running text by rule, and what each may say: drafts of claims.  Pure Python.

Begin reading at `drafting.draft`.
"""
