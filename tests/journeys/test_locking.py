"""Locking in the middle of a conversation: nothing typed is lost, nothing is left on screen."""

from __future__ import annotations

from tests.journeys.robot import Robot


def test_locking_in_the_middle_keeps_the_last_word(robot: Robot) -> None:
    robot.starts()
    phrase = robot.sets_up()
    robot.copies_recovery_code()
    robot.presses("Ctrl+N")
    robot.clicks("new.language.ti")
    robot.waits_for("walk.next")
    robot.clicks("q.understood.opt.ja")
    robot.clicks("walk.next")
    robot.fills("q.given_names.text", "Natnael")
    robot.fills("q.family_name.text", "Haile")
    # Not a moment later: the last word is still only in the field.
    robot.presses("Ctrl+L")
    robot.waits_for("unlock.password")
    robot.does_not_see("Haile")
    robot.does_not_see("Natnael")
    robot.unlocks(phrase)
    robot.waits_for("main.list")
    robot.sees("Natnael Haile")


def test_hiding_the_screen_keeps_the_keyboard_out(robot: Robot) -> None:
    robot.starts()
    robot.sets_up()
    robot.copies_recovery_code()
    robot.presses("F12")
    robot.sees("Die Angaben sind verborgen")
    robot.types("Haddad")
    robot.presses("F12")
    assert robot.reads("main.search") == ""
    robot.fills("main.search", "Haddad")
    assert robot.reads("main.search") == "Haddad"
