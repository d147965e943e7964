"""The help pages of the command line in the reader's language, from the pack's messages."""

from __future__ import annotations

import sys
from importlib.resources import files
from typing import Any

import click

from callcoach.lang.yaml_source import Document


class Words:
    """The sentences of ``cli.yaml`` in the language that the command line asks for."""

    def __init__(self, arguments: list[str]) -> None:
        text = files("callcoach.lang").joinpath("es/messages/cli.yaml").read_text("utf8")
        self._texts: dict[str, dict[str, str]] = Document(text, "messages/cli.yaml").data
        joined = " ".join(arguments).replace("=", " ")
        self._language = "en" if "--lang en" in joined else "es"

    def say(self, *keys: str) -> str:
        """The sentence of the first key that there is; empty where there is none."""
        return next((self._texts[f"cli.{k}"][self._language] for k in keys
                     if f"cli.{k}" in self._texts), "")


class Command(click.Command):
    """A command whose help page is in the reader's language."""

    def get_short_help_str(self, limit: int = 80) -> str:
        """The line of the command in the list of commands."""
        return Words(sys.argv).say(str(self.name)) or super().get_short_help_str(limit)

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole page."""
        page(self, ctx, formatter)


class Group(click.Group):
    """A group of commands whose help page is in the reader's language."""

    command_class = Command

    def format_help(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The whole page with its commands."""
        words = page(self, ctx, formatter)
        names = self.list_commands(ctx)
        rows = [(n, c.get_short_help_str()) for n in names if (c := self.get_command(ctx, n))]
        with formatter.section(words.say("commands")):
            formatter.write_dl(rows)


def page(command: click.Command, ctx: click.Context, formatter: click.HelpFormatter) -> Words:
    """Writes usage, purpose and options of a command."""
    words = Words(sys.argv)
    name = "main" if isinstance(command, click.Group) else str(command.name)
    usage = " ".join(command.collect_usage_pieces(ctx))
    formatter.write_usage(ctx.command_path, usage, prefix=f"{words.say('usage')} ")
    formatter.write_paragraph()
    with formatter.indentation():
        formatter.write_text(words.say(name) or (command.help or ""))
    rows = [_row(words, name, p, r) for p in command.get_params(ctx)
            if isinstance(p, click.Option) and (r := p.get_help_record(ctx))]
    with formatter.section(words.say("options")):
        formatter.write_dl(rows)
    return words


def _row(words: Words, command: str, option: click.Option, record: Any) -> tuple[str, str]:
    name = max(option.opts, key=len).lstrip("-")
    return record[0], words.say(f"{command}.{name}", f"any.{name}") or record[1]
