"""Build the page over a room: lay it out, then have it do what it shows."""

import gradio as gr

from page import asking, programs, setting, sourcing
from page.layout import Page
from page.room import Room


def build(room: Room) -> gr.Blocks:
    """Return the page, not yet served."""
    built: gr.Blocks = gr.Blocks(title="Dateline", fill_width=True, analytics_enabled=False, delete_cache=(3600, 86400))
    with built:
        programs.wire(room)  # first, so that no event of the page takes their names
        page = Page(room)
        asking.wire(page)
        sourcing.wire(page)
        setting.wire(page, built)
    return built
