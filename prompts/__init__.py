"""Exactly the text that is sent to a model, in Markdown files; the quoting reader sends none."""
