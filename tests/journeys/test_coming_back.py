"""Coming back: unlocking, wrong passwords, going on where one stopped, the code for emergencies."""

from __future__ import annotations

from tests.journeys.robot import Robot


def test_unlock_and_go_on_where_one_stopped(robot: Robot) -> None:
    robot.starts()
    phrase = robot.sets_up()
    robot.copies_recovery_code()
    robot.presses("Ctrl+N")
    robot.clicks("new.language.uk")
    robot.waits_for("walk.next")
    robot.clicks("q.understood.opt.ja")
    robot.clicks("walk.next")
    robot.fills("q.family_name.text", "Коваль")
    robot.fills("q.given_names.text", "Oksana")
    robot.is_saved()
    robot.closes()
    assert not robot.vault_holds("Коваль")
    assert not robot.vault_holds("Oksana")

    robot.starts()
    robot.sees("Wer arbeitet heute hier?")
    robot.unlocks(phrase.upper())
    robot.sees("Das Passwort stimmt nicht.")
    robot.sees("Feststelltaste ist an")
    robot.unlocks(phrase)
    robot.waits_for("main.list")
    robot.sees("1 in diesem Tresor")

    # Found by a part of the name in any spelling, opened with the keyboard.
    robot.fills("main.search", "коваль")
    robot.presses("Return")
    robot.sees("Oksana Коваль")
    robot.waits_for("person.conversation")
    robot.clicks("person.conversation")
    robot.waits_for("walk.next")
    robot.clicks("walk.section.person")
    assert robot.reads("q.family_name.text") == "Коваль"


def test_the_door_waits_after_wrong_passwords(robot: Robot) -> None:
    robot.starts()
    phrase = robot.sets_up()
    robot.copies_recovery_code()
    robot.clicks("rail.lock")
    robot.waits_for("unlock.password")
    for _ in range(12):
        if not robot.has_to_wait():
            robot.fails_to_unlock("ganz falsches passwort")
    robot.sees("Das Passwort war mehrmals falsch.")
    robot.lets_time_pass(seconds=3600)
    robot.waits_until_enabled("unlock.unlock")
    robot.unlocks(phrase)
    robot.waits_for("main.search")


def test_the_emergency_code_opens_and_is_replaced(robot: Robot) -> None:
    robot.starts()
    robot.sets_up()
    code = robot.copies_recovery_code()
    robot.clicks("rail.lock")
    robot.clicks("unlock.recovery")
    robot.fills("unlock.recovery.code", code)
    robot.fills("unlock.recovery.name", "Jan Nowak")
    robot.clicks("unlock.recovery.suggest")
    phrase = robot.reads("unlock.recovery.password")
    robot.fills("unlock.recovery.repeat", phrase)
    robot.clicks("unlock.recovery.open")
    robot.waits_for("start.recovery.first")
    assert robot.copies_recovery_code() != code
    robot.clicks("rail.lock")
    robot.waits_for("unlock.password")
    robot.chooses_caseworker("Jan Nowak")
    robot.unlocks(phrase)
    robot.waits_for("main.search")
