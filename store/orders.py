"""Tell text that orders its reader about, or passes itself off as a prompt, which is no report.

A hint, never a gate: it is a list of wordings, and news about such text is written in much the same words. What follows
from it is left to others.
"""

import re

_TO_ANSWER = r"(?:say|answer|reply|respond|state|repeat|print|refuse|disregard|ignore|recommend|translate|add|end)"
_BEGINS = r"(?:^|[.:;,–—“\"!] ?)(?:dear assistant, |now,? |then,? |please,? )?"
_READER = r"(?:ais?|ai systems?|language models?|assistants?|chatbots?|bots?|machines?|readers?|you)"
_ORDERS = (
    r"\b(?:whatever|whenever|if|when|before|whoever|everyone who|all who) (?:you (?:are asked|answer)|asks?)\b.{0,60}\b"
    rf"(?:{_TO_ANSWER}|told|who you were|print|it was)\b",
    r"\bas an ai\b|\bsystem prompt\b|\b(?:to|of) the machine that reads\b|"
    r"\bif you are (?:a|an) (?:chatbot|assistant|ai|bot)\b",
    r"\b(?:previous|prior|new|above|these) instructions\b|\byour task has changed\b|\bpriority override\b",
    r"\b(?:ignore|disregard|forget|override) (?:\w+ ){0,4}(?:instructions?|prompts?|guidelines|questions?|told)\b",
    rf"\b{_READER}\b (?:\w+ ){{0,6}}(?:must|should|are to|has to|have to|will) (?:now |always |only |end |refuse )?"
    r"(?:say|answer|reply|respond|add|recommend|refuse|end|be) (?:only|that|with|to talk)\b",
    rf"\b(?:language models?|chatbots?|ai systems?): .{{0,40}}\b(?:answers?|{_TO_ANSWER})\b|"
    r"\bsay that .{0,60}\b(?:assistants|chatbots|language models)\b|"
    r"\byou must(?: now (?:say|answer|reply|respond)\b|\.$)",
    rf"{_BEGINS}(?:answer|reply|respond) (?:only|with|that|to (?:all|any|every)|as (?:though|if))\b",
    rf"{_BEGINS}(?:and )?(?:answer|say|repeat the (?:code )?word) (?:\w+ ){{0,3}}(?-i:[A-Z]{{5,}})\b",
    r"\banswer any question\b|\bthe (?:\w+ )?(?:correct|only|right|valid) (?:valid |right )?answer (?:to [\w ]{1,40} )?"
    r"is\b|\bthe answer is (?-i:[A-Z]{5,})\b",
    r"\b(?:in|of|to|with) your (?:answer|reply|response)\b(?! to)",
    rf"{_BEGINS}[a-z]+ .{{0,120}}\byour (?:answer|reply|response|message)(?:'s \w+)?"
    r"(?: (?:by|using|with|in|to|without) .{1,80})?\.?$",
    r"^[^\w\n]*(?:please )?(?:(?:can|could) you )?(?:show me|tell (?:me|us|the (?:user|reader)s?)|explain|describe|"
    r"provide|compose|translate|write|develop|draft|summari[sz]e|break down|output|print|"
    r"replace (?:every|all|each|vowels?|letters?))\b"
    r"(?= (?:an?|the|your|how|all|every|each|me|this|that|which|with|letter|to|.{1,60}\bwith\b)\b|$)",
    r"\bdebug request\b|\bstop reading here\b",
)
_FORGED = (
    r"<\|[a-z_]+\|>|\[/?INST\]|<</?SYS>>|<(?:start|end)_of_turn>|</?(?:passages|articles?|context|system|user)>",
    r"^[^\w\n]*(?:system|user|assistant|human|developer|model|answer|claim|missing|quote \d+|passages? \d+)(?-i: ?:)",
    r"\b(?:quote \d+|claim): |\"claims\" ?:|```|\bnew passage:|"
    r"\b(?:begin|end) of (?:the )?(?:passages|article|context)\b",
    r"!\[[^\]\n]{0,120}\]\(|<(?:script|style|img|svg|form|iframe|meta)\b|\bjavascript:|^\[\w+\]: https?:",
    r"\bthe passages end here\b|\[[^\]|\n]{0,120}\|[^\]|\n]{0,120}\|[^\]\n]{0,120}\]|^dates: \"",
)
_ORDER = re.compile("|".join((*_ORDERS, *_FORGED)), re.IGNORECASE | re.MULTILINE)
_ABOUT = re.compile(
    r"\b(?:instruct\w*|prompts?|injections?|assistants?|chatbots?|ai|language models?|readers?)\b",
    re.IGNORECASE,
)


def orders(text: str) -> bool:
    """Return whether `text` tells its reader what to answer, or has the form of a prompt."""
    return _ORDER.search(text) is not None


def about_orders(question: str) -> bool:
    """Return whether a question may be about such text; then it is what the article says."""
    return _ABOUT.search(question) is not None
