"""Exactly the text that is sent to a model, one file a message. The quoting reader sends none, so there is none yet."""
