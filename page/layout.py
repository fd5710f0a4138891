"""Lay the page out: what stands where. What happens when something is pressed is in `asking`, `sourcing`, `setting`."""

from dataclasses import dataclass, field

import gradio as gr

from page.markup import tag
from page.room import Room

_EVENTS = ("example", "vote", "article", "pick", "search", "switch", "take_out", "refresh", "reopen", "discard")
FORMATS = [".txt", ".md", ".html", ".htm", ".pdf", ".json", ".jsonl"]


def panel(name: str, then: str = "") -> gr.HTML:
    """Return a place for mark-up of ours; its buttons say by `data-act` which event of the panel they are."""
    events = " ".join(f"'{event}'" for event in _EVENTS)
    script = f"dateline.wire(element, trigger); {then} // {events}"
    return gr.HTML(elem_id=name, js_on_load=script, apply_default_css=False, padding=False)


def kept(name: str) -> gr.Textbox:
    """Return a value that the browser holds and sends with every event, so that the server may forget the tab."""
    return gr.Textbox(elem_id=name, visible="hidden", show_label=False)


@dataclass(slots=True)
class Asking:
    """The first tab."""

    past: gr.HTML = field(default_factory=lambda: panel("past"))
    live: gr.HTML = field(default_factory=lambda: panel("live", "watch('value', () => dateline.followed(element));"))
    chips: gr.HTML = field(init=False)
    question: gr.Textbox = field(init=False)
    ask: gr.Button = field(init=False)
    stop: gr.Button = field(init=False)
    new: gr.Button = field(init=False)
    longest: int = 2000

    def __post_init__(self) -> None:
        with gr.Column(elem_id="composer"):
            self.chips = panel("chips")
            with gr.Row(elem_id="line"):
                self.question = gr.Textbox(
                    label="Your question", placeholder="Ask the articles …", lines=1, max_lines=5, autofocus=True,
                    max_length=self.longest, elem_id="question", scale=8,
                )  # fmt: skip
                self.ask = gr.Button("Ask", variant="primary", scale=0, min_width=88, elem_id="ask")
                self.stop = gr.Button("Stop", variant="stop", scale=0, min_width=88, elem_id="stop", visible=False)
                self.new = gr.Button("New conversation", scale=0, min_width=190, elem_id="new")


@dataclass(slots=True)
class Sourcing:
    """The second tab: the library, and how articles get into it."""

    bounds: gr.HTML = field(default_factory=lambda: panel("bounds"))
    table: gr.HTML = field(default_factory=lambda: panel("library"))
    files: gr.File = field(init=False)
    title: gr.Textbox = field(init=False)
    outlet: gr.Textbox = field(init=False)
    published: gr.Textbox = field(init=False)
    text: gr.Textbox = field(init=False)
    paste: gr.Button = field(init=False)
    report: gr.HTML = field(init=False)

    def __post_init__(self) -> None:
        gr.HTML(tag("h2", "Bring articles", class_="part"), js_on_load=None, apply_default_css=False)
        with gr.Row(elem_id="arrivals"):
            self.files = gr.File(label="Drop files", file_count="multiple", file_types=FORMATS, elem_id="files")
            with gr.Column(elem_id="paste"):
                with gr.Row():
                    self.title = gr.Textbox(label="Title", max_length=300)
                    self.outlet = gr.Textbox(label="Outlet", max_length=120)
                    self.published = gr.Textbox(label="Published", placeholder="2031-06-09", max_length=10)
                self.text = gr.Textbox(label="Text of an article", lines=4, max_lines=12, max_length=1_000_000)
                self.paste = gr.Button("Bring in the text", scale=0, min_width=180)
        self.report = panel("report")


@dataclass(slots=True)
class Setting:
    """The last tab: what is set up, and who reads."""

    findings: gr.HTML = field(default_factory=lambda: panel("findings"))
    reader: gr.Radio = field(init=False)
    model: gr.Textbox = field(init=False)
    base_url: gr.Textbox = field(init=False)
    key: gr.Textbox = field(init=False)
    use: gr.Button = field(init=False)
    said: gr.HTML = field(init=False)
    local: bool = True

    def __post_init__(self) -> None:
        with gr.Column(elem_id="settings", visible=self.local):
            gr.HTML(tag("h2", "For this visit", class_="part"), js_on_load=None, apply_default_css=False)
            self.reader = gr.Radio(["auto", "quotes", "model"], label="Who reads", elem_id="reader")
            with gr.Row():
                self.model = gr.Textbox(label="Model", max_length=300, elem_id="model")
                self.base_url = gr.Textbox(label="Address of its server", max_length=500, elem_id="address")
                self.key = gr.Textbox(label="Key (stays in memory)", type="password", max_length=500, elem_id="key")
            self.use = gr.Button("Use this", scale=0, min_width=140, elem_id="use")
        self.said = panel("said")


@dataclass(slots=True)
class Page:
    """Everything on the page."""

    room: Room
    head: gr.HTML = field(default_factory=lambda: panel("head"))
    hint: gr.HTML = field(default_factory=lambda: panel("hint"))
    whole: gr.HTML = field(default_factory=lambda: panel("whole", "watch('value', () => dateline.shown(element));"))
    conversation: gr.Textbox = field(default_factory=lambda: kept("conversation"))
    picks: gr.Textbox = field(default_factory=lambda: kept("picks"))
    timer: gr.Timer = field(default_factory=lambda: gr.Timer(5))
    tabs: gr.Tabs = field(init=False)
    asking: Asking = field(init=False)
    sourcing: Sourcing = field(init=False)
    kept: gr.HTML = field(init=False)
    setting: Setting = field(init=False)

    def __post_init__(self) -> None:
        with gr.Tabs(elem_id="tabs", selected="ask") as self.tabs:
            with gr.Tab("Ask", id="ask"):
                self.asking = Asking(longest=self.room.assistant.settings.question_length)
            with gr.Tab("Sources", id="sources"):
                self.sourcing = Sourcing()
            with gr.Tab("Conversations", id="conversations"):
                self.kept = panel("kept")
            with gr.Tab("Set up", id="setup"):
                self.setting = Setting(local=self.room.local)
