"""Lines of a page become paragraphs again."""

from store.pdf import unwrap


def test_lines_that_fill_the_column_are_one_paragraph() -> None:
    page = (
        "Crane falls in harbour\n"
        "The harbour of Ostrava Bay was closed on Monday after a\n"
        "crane fell. Nobody was hurt, said Bo Ek, who is the har-\n"
        "bour master of the town.\n"
        "Ships waited for a day. Most of them carried timber, and\n"
        "one carried oranges.\n"
    )
    assert unwrap(page).split("\n\n") == [
        "Crane falls in harbour",
        "The harbour of Ostrava Bay was closed on Monday after a crane fell. Nobody was hurt, said Bo Ek, who is the "
        "harbour master of the town.",
        "Ships waited for a day. Most of them carried timber, and one carried oranges.",
    ]


def test_a_hyphen_before_a_capital_stays() -> None:
    assert unwrap("The treaty was signed by the North-\nSouth council, which had met in the town for a week.") == (
        "The treaty was signed by the North-South council, which had met in the town for a week."
    )


def test_an_empty_page_has_no_paragraphs() -> None:
    assert unwrap("") == unwrap(" \n \n") == ""
