"""Add up what calls of models took."""

from assistant.answer import Usage


def added(one: Usage, other: Usage) -> Usage:
    """Return what two calls took together; the cost is None where that of a call that used tokens is not known."""
    if not one.prompt_tokens + one.completion_tokens:
        return other
    if not other.prompt_tokens + other.completion_tokens:
        return one
    known = one.cost_usd is not None and other.cost_usd is not None
    return Usage(
        prompt_tokens=one.prompt_tokens + other.prompt_tokens,
        completion_tokens=one.completion_tokens + other.completion_tokens,
        cost_usd=(one.cost_usd or 0) + (other.cost_usd or 0) if known else None,
    )
