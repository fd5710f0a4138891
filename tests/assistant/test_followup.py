"""A question that leans on the turn before it can be read alone."""

from assistant.answer import Turn
from assistant.followup import alone

LED = Turn(question="Who leads Blue Gull?", answer="Captain Orla Venn [1]\nStar: “Captain Orla Venn leads.” [1]")


def test_he_and_his_become_the_person_of_the_last_answer() -> None:
    assert alone("And who is her deputy?", LED) == "And who is Captain Orla Venn's deputy? (Blue Gull)"
    assert alone("How old is she?", LED) == "How old is Captain Orla Venn? (Blue Gull)"


def test_other_leaning_questions_get_the_last_one() -> None:
    assert alone("And how much did it cost?", LED) == "And how much did it cost? (Who leads Blue Gull?)"
    nobody = Turn(question="how many boats sank?", answer="six boats")
    assert alone("when did he say so?", nobody) == "when did he say so? (how many boats sank?)"
