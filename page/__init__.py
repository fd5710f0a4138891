"""The page: ask, read, check, all on one screen. It stands on `assistant`; only `app.py` knows of it.

gradio is imported when a page is built, never when a module is imported. What is shown is made in small pure files
(`turn`, `cards`, `timeline`, …) with `markup`; what is kept between visits is in `keeping`; `room` holds what all
visitors share.
"""
