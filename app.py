"""The page: a question, its answer, and the sources with the words that carry it. Importing this builds nothing.

Words of articles and questions reach the page through `plain` only, which leaves no character that HTML, a template or
Markdown could act on. The page binds to this machine and fetches nothing.
"""

import os
import re
import warnings
from typing import TYPE_CHECKING, Any

from assistant import Answer, Assistant, Citation, DatelineError, Settings, SettingsError
from assistant.answer import Disagreement

if TYPE_CHECKING:
    import gradio as gr

TITLE = "Dateline"
OVERRULING = ("ALLOWED_PATHS", "SHARE", "SERVER_NAME", "MCP_SERVER", "RUN_HISTORY", "ROOT_PATH")
CLOSED: dict[str, Any] = {
    "share": False,
    "show_error": False,
    "max_file_size": "1kb",  # the page takes no files, but gradio's upload address is always there
    "footer_links": [],
    "run_history": False,
    "enable_monitoring": False,
    "quiet": True,
}
STYLE = """
.answer {font-size: 1.15rem; line-height: 1.5; white-space: pre-line; margin: .5rem 0 1rem}
.card {border: 1px solid var(--border-color-primary); border-radius: 8px; padding: .7rem 1rem; margin: .6rem 0}
.card header {font-weight: 700} .card blockquote {margin: .4rem 0 0; padding-left: .8rem; border-left: 3px solid}
.card table {width: 100%; text-align: left} .faint {opacity: .7; font-size: .85rem}
"""


def main(settings: Settings | None = None, *, host: str = "127.0.0.1", port: int = 7860) -> None:
    """Serve the page until it is stopped."""
    for name in OVERRULING:  # gradio lets these outrank what is said below
        os.environ.pop(f"GRADIO_{name}", None)
    with Assistant(settings) as assistant:
        assistant.ingest()
        built = page(assistant)
        built.state_session_capacity = 200
        built.queue(max_size=32, default_concurrency_limit=2, api_open=False)
        try:
            built.launch(server_name=host, server_port=port, css=STYLE, prevent_thread_lock=True, **CLOSED)
        except OSError as error:
            raise SettingsError(f"can't serve at {host}:{port}; name another with --port") from error
        print(f"Dateline is at {built.local_url} until Ctrl-C", flush=True)
        built.block_thread()


def page(assistant: Assistant) -> "gr.Blocks":
    """Return the page over one assistant, not yet served."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # gradio's own imports
        import gradio as gr

    def answered(question: str) -> str:
        try:
            return answer_html(assistant.ask(question))
        except DatelineError as error:
            return f'<p class="answer">{plain(str(error))}</p>'

    built: gr.Blocks = gr.Blocks(title=TITLE)
    with built:
        gr.Markdown(f"# {TITLE}\nAsk the articles. Every statement carries the exact words of a source.")
        question = gr.Textbox(label="Question", max_length=2000, autofocus=True, submit_btn=True)
        answer = gr.HTML(label="Answer", elem_id="answer")
        question.submit(answered, question, answer, api_visibility="private")
    return built


def answer_html(answer: Answer) -> str:
    """Return an answer with its sources as cards."""
    parts = [f'<p class="answer">{plain(answer.text)}</p>']
    parts += [card(citation) for citation in answer.citations]
    parts += [sides(point) for point in answer.disagreements]
    parts += [f"<p>{plain(notice)}</p>" for notice in answer.notices]
    parts.append(f'<p class="faint">Read by {plain(answer.reader)} in {answer.timings.total_ms:.0f} ms</p>')
    return "\n".join(parts)


def card(citation: Citation) -> str:
    """Return one source: its number, where it is from, and the exact words."""
    passage = citation.passage
    day = f"{passage.published.isoformat()} ({passage.published_from})" if passage.published else "no date"
    origin = " · ".join(part for part in (passage.outlet or "outlet not named", day, passage.title) if part)
    quote = f"<blockquote>{plain(citation.quote)}</blockquote>"
    return f'<article class="card"><header>[{citation.number}] {plain(origin)}</header>{quote}</article>'


def sides(point: Disagreement) -> str:
    """Return a point on which sources differ, one row a side."""
    rows = []
    for side in point.positions:
        numbers = "".join(f"[{number}]" for number in side.citations)
        cells = (side.outlet or "outlet not named", side.published or "no date", f"{side.text} {numbers}")
        rows.append(f"<tr>{''.join(f'<td>{plain(cell)}</td>' for cell in cells)}</tr>")
    table = f"<table>{''.join(rows)}</table>"
    return f'<div class="card"><header>Sources differ: {plain(point.about)}</header>{table}</div>'


def plain(text: str) -> str:
    """Return `text` as a page shows it letter by letter: every mark that could mean something is an entity."""
    return re.sub(r"[!-/:-@\[-`{-~]", lambda mark: f"&#{ord(mark[0])};", text)


if __name__ == "__main__":
    main()
