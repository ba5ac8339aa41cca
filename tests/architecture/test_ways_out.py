"""Bytes leave the program through few doors; each is listed here with its reason."""

from __future__ import annotations

import ast

from tests.architecture.source import Module, called_name, calls, dotted, imported, modules

MAY_WRITE_FILES = {
    "exchange/": "the file sink and the bundles",
    "vault/": "key slots and the lock",
    "storage/": "the encrypted database",
    "forms/": "forms built at set-up: no person in them",
    "casework/build_apart.py": "why a county's form cannot be built: no person in it",
    "casework/form_files.py": "tables and catalogues of an imported form: no person in them",
    "classifications/kept_lists.py": "imported lists of occupations: no person in them",
    "languages/po_files.py": "catalogues: no person in them",
    "languages/pseudo.py": "a copy of the shipped content, for trying the window: no person in it",
    "__main__.py": "the null device, when nobody reads our output any more",
    "gui/main.py": "--ready-file: one word, for measuring the start",
    "cli/": "folders of built forms and of the demo; papers go through the sink",
}
MAY_PRINT_OR_COPY = {"gui/": "printer and clipboard sinks"}
WRITING_METHODS = {"write_text", "write_bytes", "mkstemp", "NamedTemporaryFile", "TemporaryFile"}
WRITING_FUNCTIONS = {
    "shutil.copy",
    "shutil.copyfile",
    "shutil.copy2",
    "shutil.copytree",
    "shutil.move",
    "os.open",
}
PRINTING_NAMES = {"QPrinter", "QPdfWriter", "QClipboard", "clipboard"}


def _writes(call: ast.Call) -> bool:
    name = called_name(call)
    if name in WRITING_METHODS or dotted(call.func) in WRITING_FUNCTIONS:
        return True
    if name not in {"open", "fdopen"}:
        return False
    arguments = call.args[1:] if isinstance(call.func, ast.Name) else call.args
    words = [*arguments, *(keyword.value for keyword in call.keywords if keyword.arg == "mode")]
    modes = [word.value for word in words if isinstance(word, ast.Constant) and isinstance(word.value, str)]
    return any(set(mode) <= set("rwaxbt+") and set(mode) & set("wax+") for mode in modes)


def _allowed(module: Module, doors: dict[str, str]) -> bool:
    return any(module.name == door or (door.endswith("/") and module.name.startswith(door)) for door in doors)


def test_only_listed_modules_write_files() -> None:
    found = [
        f"{module.name}:{call.lineno} {ast.unparse(call)[:60]}"
        for module in modules()
        if not _allowed(module, MAY_WRITE_FILES)
        for call in calls(module.tree)
        if _writes(call)
    ]
    assert found == []


def test_only_listed_modules_print_or_fill_the_clipboard() -> None:
    found = [
        f"{module.name}:{call.lineno} {ast.unparse(call)[:60]}"
        for module in modules()
        if not _allowed(module, MAY_PRINT_OR_COPY)
        for call in calls(module.tree)
        if called_name(call) in PRINTING_NAMES
    ]
    assert found == []


def test_nothing_speaks_to_a_network() -> None:
    speaking = {
        "http",
        "urllib.request",
        "ftplib",
        "smtplib",
        "ssl",
        "asyncio",
        "requests",
        "PySide6.QtNetwork",
    }
    found = [
        f"{module.name}: {name}"
        for module in modules()
        for name in sorted(imported(module.tree))
        if any(name == word or name.startswith(f"{word}.") for word in speaking)
    ]
    # The lock file names the computer that holds the vault; that asks nobody.
    found += [
        f"{module.name}:{call.lineno} {dotted(call.func)}"
        for module in modules()
        for call in calls(module.tree)
        if dotted(call.func).startswith("socket.") and dotted(call.func) != "socket.gethostname"
    ]
    assert found == []


def test_the_detector_sees_every_way_of_writing() -> None:
    """Guards the tests above: a detector that sees nothing would pass for ever."""
    writing = [
        "open('a', 'w')",
        "open('a', mode='ab')",
        "path.open('xb')",
        "path.write_text('a')",
        "os.open(p, flags)",
        "shutil.copyfile(a, b)",
        "tempfile.NamedTemporaryFile()",
    ]
    reading = [
        "open('a')",
        "path.open('rb')",
        "path.open(encoding='utf-8')",
        "dialog.open()",
        "image.open('wax.png')",
    ]
    assert [line for line in writing if not _writes(next(calls(ast.parse(line))))] == []
    assert [line for line in reading if _writes(next(calls(ast.parse(line))))] == []
