"""The composition root: builds every part and introduces them to each other; nobody else does."""

from __future__ import annotations

import logging
import os
import sys
from argparse import Namespace
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, TextIO

from profiler import paths
from profiler.cli.arguments import BadUsage, parse
from profiler.clock import Clock, FixedClock, SystemClock
from profiler.errors import (
    EXIT_INTERRUPTED,
    EXIT_NOBODY_READS,
    EXIT_OK,
    EXIT_OUR_FAULT,
    EXIT_USAGE,
    ErrorCode,
    WorldError,
)

if TYPE_CHECKING:
    from profiler.casework.content import Content, ContentFolders
    from profiler.casework.unlocking import DeskParts
    from profiler.ports.paper import DocumentWriter, PageRenderer

_log = logging.getLogger(__name__)


def run(argv: Sequence[str], out: TextIO = sys.stdout, err: TextIO = sys.stderr) -> int:
    """Understand the command line, do it, and turn every outcome into an exit code.

    No traceback reaches the user: the world's errors become two sentences, ours one and a log entry without
    personal data.
    """
    from profiler.vault.hardening import harden_process

    harden_process()
    try:
        arguments = parse(argv)
        return _COMMANDS[arguments.command](arguments, out)
    except BadUsage as problem:
        err.write(f"{problem}\nHilfe: profiler --help\n")
        return EXIT_USAGE
    except WorldError as error:
        from profiler.casework import explain

        err.write(f"{explain.sentence(error)}\n")
        return error.exit_code
    except KeyboardInterrupt:
        err.write("Abgebrochen.\n")
        return EXIT_INTERRUPTED
    except BrokenPipeError:
        return EXIT_NOBODY_READS
    except Exception as fault:  # noqa: BLE001 - the outermost frame: our faults end here, scrubbed
        from profiler.casework import explain

        _log.error("fault: %s", type(fault).__name__)
        err.write(f"{explain.OUR_FAULT}\n")
        return EXIT_OUR_FAULT


def clock_for(moment: datetime | None) -> Clock:
    """The system's clock, or one that stands at `moment` (local time) for practice and tests."""
    return SystemClock() if moment is None else FixedClock(moment.astimezone())


def load_content(data: Path | None = None) -> Content:
    """Forms, rules, sheets and texts from `forms/` and `resources/`, with the county's in a data folder."""
    from profiler.casework.loading import load

    if data is None:
        return load(_folders())
    from profiler.casework.build_apart import BuildApart

    return load(_folders(data), BuildApart(paths.own_command(), data))


def _folders(data: Path | None = None) -> ContentFolders:
    from profiler.casework.content import ContentFolders

    return ContentFolders(
        paths.forms_folder(),
        paths.resources_folder(),
        paths.built_forms_folder(),
        paths.county_forms_folder(data) if data else None,
        paths.county_cache_folder(data) if data else None,
        paths.imported_classifications_folder(data) if data else None,
    )


def pseudo_folders(target: Path) -> ContentFolders:
    """The shipped content, copied into a folder and translated to the pseudo-language besides."""
    from profiler.casework.content import ContentFolders
    from profiler.languages.pseudo import pseudo_copy

    forms, resources = target / "forms", target / "resources"
    pseudo_copy(paths.forms_folder(), forms)
    pseudo_copy(paths.resources_folder(), resources)
    return ContentFolders(forms, resources, target / "built")


@contextmanager
def _content_in(client_language: str | None) -> Iterator[Callable[[Path | None], Content]]:
    """How content is loaded for a conversation in a language; as long as this lasts its files are there."""
    from profiler.languages.tags import PSEUDO

    if client_language != PSEUDO.code:
        yield load_content
        return
    from profiler.casework.loading import load

    with TemporaryDirectory(prefix="profiler-pseudo-") as folder:
        folders = pseudo_folders(Path(folder))
        yield lambda data: load(folders)


def writer_for(content: Content) -> DocumentWriter:
    """The PDF writer, speaking with the texts of `content`."""
    from profiler.documents.writer import PdfWriter, WriterTexts

    return PdfWriter(
        WriterTexts(
            translator=content.translator,
            texts=content.release.texts,
            categories=content.release.categories,
            purposes=content.release.purposes,
            kinds=content.kinds,
            bring={code: item.label for code, item in content.bring.items()},
            bring_short={code: item.short_label for code, item in content.bring.items()},
            recipient_kinds=content.release.recipient_kinds,
            concept_name=content.classifications.label_of,
        )
    )


def desk_parts(clock: Clock, *, practice: bool = False, pages: PageRenderer | None = None) -> DeskParts:
    """Everything a desk is put together from.

    Args:
        clock: the desk's time.
        practice: whether vaults made with these parts are for practice, whose passwords are cheap to check.
        pages: draws previews, None where nothing can be shown.
    """
    from profiler.casework.unlocking import DeskParts
    from profiler.exchange.openrosa import OpenRosa
    from profiler.records.ids import id_maker
    from profiler.storage.opening import SqlStoreFactory
    from profiler.vault.keys import FileKeyStore

    return DeskParts(
        keys=FileKeyStore(clock, practice=practice),
        stores=SqlStoreFactory(),
        clock=clock,
        content=load_content,
        writer=writer_for,
        exchange=OpenRosa(),
        pages=pages,
        new_id=id_maker(clock),
    )


def _gui(arguments: Namespace, out: TextIO) -> int:
    if not _has_display():
        raise WorldError(ErrorCode.NO_DISPLAY)
    from profiler.exchange.file_sink import FileSink
    from profiler.gui.main import GuiParts, run_gui
    from profiler.gui.pages import QtPageRenderer
    from profiler.vault.passwords import new_phrase, strength

    clock = clock_for(arguments.now)
    # A clock that was set never starts a vault for real people.
    practice = arguments.practice or arguments.now is not None
    with _content_in(arguments.client_lang) as content:
        desk = desk_parts(clock, practice=practice, pages=QtPageRenderer())
        parts = GuiParts(
            desk=replace(desk, content=content),
            strength=strength,
            suggest_phrase=new_phrase,
            make_file_sink=FileSink,
            folder=arguments.data or paths.default_data_folder(),
            client_language=arguments.client_lang,
            ready_file=arguments.ready_file,
            practice=practice,
            clock_was_set=arguments.now is not None,
        )
        return run_gui(parts)


def _has_display() -> bool:
    """Whether Qt has a chance; without one it would end the process with a core dump."""
    if sys.platform != "linux":
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"))


def _demo(arguments: Namespace, out: TextIO) -> int:
    from profiler.cli.demo import DemoRun, demonstrate
    from profiler.cli.personas import read_personas
    from profiler.exchange.file_sink import FileSink

    personas = read_personas(paths.resources_folder() / "personas")
    chosen = list(personas) if arguments.persona == "all" else [arguments.persona]
    unknown = [name for name in chosen if name not in personas]
    if unknown:
        raise BadUsage(f"Beispielperson „{unknown[0]}“ ist nicht bekannt. Es gibt: {', '.join(personas)}.")
    folder: Path = arguments.out

    def sink_for(run: DemoRun) -> FileSink:
        return FileSink(folder, overwrite=True, prefix=f"{run.persona.persona_id}-{run.language}-")

    with _content_in(arguments.client_lang) as content:
        parts = replace(desk_parts(clock_for(arguments.now), practice=True), content=content)
        languages = _demo_languages(arguments.client_lang, content)
        runs = [DemoRun(personas[name], language) for name in chosen for language in languages]
        names = demonstrate(parts, runs, sink_for)
    out.write(f"{len(names)} Papiere liegen in {folder}.\n")
    return EXIT_OK


def _demo_languages(asked: str | None, content: Callable[[Path | None], Content]) -> tuple[str, ...]:
    if asked == "all":
        return content(None).translator.languages
    return (asked or "ar",)


def _forms(arguments: Namespace, out: TextIO) -> int:
    from profiler.cli.forms import run_forms
    from profiler.cli.forms_call import FormsCall, clock_in

    clock = clock_in(getattr(arguments, "now", None), getattr(arguments, "tz", None))
    shipped = getattr(arguments, "shipped", False)
    data = None if shipped else getattr(arguments, "data", None) or paths.default_data_folder()
    return run_forms(FormsCall(arguments, _folders(data), clock, sys.stdin, out))


def _export(arguments: Namespace, out: TextIO) -> int:
    from profiler.cli.record_data import export_record
    from profiler.exchange.file_sink import FileSink

    return export_record(
        desk_parts(clock_for(arguments.now)),
        arguments.data or paths.default_data_folder(),
        arguments,
        FileSink(arguments.out),
        out,
    )


def _import(arguments: Namespace, out: TextIO) -> int:
    from profiler.cli.record_data import import_record

    folder = arguments.data or paths.default_data_folder()
    return import_record(desk_parts(clock_for(arguments.now)), folder, arguments, out)


def _rules(arguments: Namespace, out: TextIO) -> int:
    from profiler.cli.content_checks import check_rules

    return check_rules(_folders(), clock_for(None).today(), out)


def _classifications(arguments: Namespace, out: TextIO) -> int:
    data = arguments.data or paths.default_data_folder()
    shipped, imported = paths.classifications_folder(), paths.imported_classifications_folder(data)
    if arguments.action == "import":
        from profiler.cli.classifications_import import run_import

        return run_import(arguments.source, shipped, imported, clock_for(None).today(), out)
    from profiler.classifications.catalogue import Classifications
    from profiler.cli.classifications_search import run_search

    return run_search(Classifications(shipped, imported), arguments, out)


def _self_test(arguments: Namespace, out: TextIO) -> int:
    from profiler.selftest import run_self_test

    return run_self_test(desk_parts(clock_for(None), practice=True), out, as_json=arguments.json)


_COMMANDS: dict[str, Callable[[Namespace, TextIO], int]] = {
    "gui": _gui,
    "demo": _demo,
    "forms": _forms,
    "export": _export,
    "import": _import,
    "rules": _rules,
    "classifications": _classifications,
    "self-test": _self_test,
}
