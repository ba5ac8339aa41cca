"""The whole way once: from the first start to the saved papers, with mouse and keyboard."""

from __future__ import annotations

from tests.journeys.robot import Robot


def test_from_first_start_to_saved_papers(robot: Robot) -> None:
    robot.starts()
    robot.sees("Wo sollen die Daten liegen?")
    robot.sets_up()
    robot.clicks("start.recovery.print")
    robot.sees("Schreiben Sie den Code von Hand ab")
    robot.copies_recovery_code()
    robot.sees("Noch niemand in diesem Tresor")

    # A new person, in Arabic.
    robot.presses("Ctrl+N")
    robot.clicks("new.language.ar")
    robot.waits_for("walk.next")
    robot.clicks("q.info_given.opt.ja")
    robot.clicks("q.voluntary_ok.opt.ja")
    robot.clicks("q.understood.opt.ja")
    robot.clicks("q.interpreter_kind.opt.niemand")
    robot.clicks("walk.next")
    robot.fills("q.family_name.text", "Haddad")
    robot.fills("q.given_names.text", "Samir")
    robot.fills("q.name_original.text", "سمير حداد")
    robot.answers_date("birth_date", "14", "03", "1991")
    robot.picks("q.nationalities", "Syrien")
    walks_to(robot, "q.phone.text")
    robot.fills("q.phone.text", "030 23125-100")
    walks_to(robot, "q.address_secret.opt.nein")
    robot.clicks("q.address_secret.opt.nein")
    walks_to(robot, "q.city.text")
    robot.fills("q.city.text", "Musterstadt")
    walks_to(robot, "q.residence_kind.opt.schutz")
    robot.clicks("q.residence_kind.opt.schutz")
    robot.clicks("q.residence.opt.p25_1")
    walks_to(robot, "q.work_permission.opt.erwerbstaetigkeit_gestattet")
    robot.clicks("q.work_permission.opt.erwerbstaetigkeit_gestattet")
    walks_to(robot, "q.benefit.opt.nichts")
    robot.clicks("q.benefit.opt.nichts")
    robot.is_saved()
    while robot.has("walk.next"):
        robot.clicks("walk.next")
        if robot.has("q.school_ever.opt.abgeschlossen"):
            robot.clicks("q.school_ever.opt.abgeschlossen")
            robot.fills("q.school_years.number", "9")
        if robot.has("q.informal.opt.kochen_fuer_viele"):
            robot.clicks("q.informal.opt.kochen_fuer_viele")
    robot.waits_for("person.name")
    assert robot.reads("person.name") == "Samir Haddad"

    # The release: explained, chosen, asked back, printed, signed paper seen.
    robot.clicks("person.release")
    robot.waits_for("release.explain")
    robot.clicks("release.next")
    robot.waits_for("release.matrix")
    robot.clicks(robot.first(r"release\.recipient\.jobcenter\.\d+"))
    for topic in ("kontakt", "sprache", "schule"):
        robot.clicks(f"release.topic.{topic}.yes")
    robot.sees("erfährt 3 von")
    while not robot.has("release.talk.verstanden"):
        if robot.has("release.talk.weitergabe"):
            robot.clicks("q.c_means.opt.mir_mitgeben")
        if robot.has("release.talk.dolmetschen"):
            robot.clicks("q.c_int_kind.opt.niemand")
        robot.clicks("release.next")
    robot.clicks("q.c_read_aloud.opt.vorgelesen")
    robot.clicks("release.next")
    robot.sees("Bitte erklären Sie es noch einmal")
    for question in ("who", "no", "stop"):
        robot.clicks(f"q.c_teachback_{question}.opt.ja")
    robot.clicks("release.next")
    robot.sees("Freigabe Nr. 1 für")
    robot.clicks("release.save")
    robot.fills("dlg.save.folder", str(robot.folder))
    robot.clicks("dlg.save.ok")
    robot.sees("Gesichert: freigabe")

    # Before the signature nothing for others leaves.
    robot.clicks("release.top.back")
    robot.clicks("person.documents")
    robot.sees("Die Freigabe ist noch nicht unterschrieben.")
    robot.clicks("documents.top.back")
    robot.clicks("person.release")
    robot.waits_for("release.matrix")
    # What was said back about this matrix is known still.
    while robot.has("release.next"):
        robot.clicks("release.next")
    robot.sees("Freigabe Nr. 1 für")
    robot.clicks("q.c_signed_how.opt.papier")
    robot.clicks("q.c_copy_given.opt.gedruckt")
    robot.clicks("release.seen")
    robot.waits_for("release.card1")
    robot.sees("Name und Kontakt, Sprachen, Schule")

    # The route.
    robot.clicks("release.top.back")
    robot.clicks("person.route")
    robot.waits_for("route.item.jobcenter")
    robot.sees("§§ 7, 8 SGB II")
    robot.clicks("route.slip")

    # The papers: looked at, saved.
    robot.waits_for("print.page1")
    saves(robot)
    for paper in robot.names(r"documents\.(profile_sheet\..*jobcenter.*|own_copy)"):
        robot.clicks(paper)
        robot.waits_for("print.page1")
        saves(robot)
    papers = robot.papers()
    assert [name.split("-")[0] for name in papers] == ["eigene", "freigabe", "laufzettel", "profilbogen"]
    assert all(pages >= 1 for pages in papers.values())
    assert not any("haddad" in name or "samir" in name for name in papers)

    # What was handed over stands in the overview.
    robot.clicks("documents.top.back")
    robot.sees("an Jobcenter Landkreis Musterland, als Datei")

    # A stop in two clicks shuts the sheet at once.
    robot.clicks("person.release")
    robot.clicks("release.withdraw1.recipient0")
    robot.sees("Jetzt widerrufen")
    robot.clicks("release.withdraw1.recipient0")
    robot.sees("Ab jetzt geht dorthin nichts mehr hinaus.")
    robot.clicks("release.next")
    robot.clicks(robot.first(r"documents\.profile_sheet\..*jobcenter.*"))
    robot.sees("Die Person hat die Freigabe für diese Stelle widerrufen.")


def walks_to(robot: Robot, name: str) -> None:
    """Through the sections until this is asked."""
    while not robot.has(name):
        robot.clicks("walk.next")


def saves(robot: Robot) -> None:
    known = len(robot.papers())
    robot.clicks("print.save")
    robot.fills("dlg.save.folder", str(robot.folder))
    robot.clicks("dlg.save.ok")
    robot.waits_until_gone("dlg.save")
    robot.waits_for_papers(known + 1)
    robot.waits_until_enabled("print.save")
