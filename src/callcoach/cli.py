"""The command line: score calls, explain a practice or a label, list what there is.

Exit codes: 0 all well, 1 a failure of callcoach, 2 bad input (everything else was still scored),
130 interrupted, 141 nobody reads the output any more.
"""

from __future__ import annotations

import os
import shutil
import signal
import sys
from collections.abc import Callable
from typing import Any

import click

from callcoach._version import __version__
from callcoach.cli_help import Group
from callcoach.errors import CallcoachError, InternalError, UsageError

INTERNAL, BAD_INPUT, INTERRUPTED, BROKEN_PIPE = 1, 2, 130, 141
_LANG = click.option("--lang", type=click.Choice(["es", "en"]), default="es",
                     help="Language of what people read.")


@click.group(cls=Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="callcoach")
def main() -> None:
    """Listens to debt-collection calls in Spanish and says what to do better tomorrow."""


def _careful(action: Callable[[], int]) -> None:
    """Runs an action and exits: an error of callcoach is one clear line and exit code 2.

    Whoever reads our output may stop (``| head``), and whoever started us may stop us; neither
    leaves a traceback or half a file.
    """
    if signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
        signal.signal(signal.SIGTERM, _stopped)
    try:
        code = action()
        sys.stdout.flush()
    except CallcoachError as error:
        code = _told(error)
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = BROKEN_PIPE
    except KeyboardInterrupt:
        click.echo("callcoach: interrupted, nothing more was written", err=True)
        code = INTERRUPTED
    sys.exit(code)


def _stopped(number: int, _frame: object) -> None:
    """Ends by the ordinary way out, so that temporary files go."""
    sys.exit(128 + number)


def _told(error: CallcoachError) -> int:
    from callcoach.reports.plain import clean

    click.echo(f"callcoach: {clean(str(error))}", err=True)
    return INTERNAL if isinstance(error, InternalError) else BAD_INPUT


@main.command()
@click.argument("paths", nargs=-1, required=True)
@click.option("--out", metavar="FILE|-", help="Write one review a line (JSON) instead of a report.")
@click.option("--roles", metavar="LABEL=ROLE,…", help="Who is who: SPEAKER_00=agent,SPEAKER_01=customer.")
@click.option("--channels", metavar="N=ROLE,…", help="Who is on which channel: 0=agent,1=customer.")
@click.option("--calls", metavar="FILE", help="A table of call data joined on the call id.")
@click.option("--scorecard", metavar="FILE", help="A scorecard of your own (YAML).")
@click.option("--full", is_flag=True, help="Report every practice with its evidence.")
@_LANG
def score(paths: tuple[str, ...], out: str | None, roles: str | None, channels: str | None,
          calls: str | None, scorecard: str | None, full: bool, lang: str) -> None:
    """Review calls: files, folders, globs, or - for standard input."""

    def action() -> int:
        from callcoach.batch.run import Job, run

        job = Job(paths=paths, out=out, roles=_roles(roles), channels=_channels(channels),
                  calls=calls, scorecard=scorecard, full=full, lang=lang)
        return run(job)

    _careful(action)


def _width() -> int:
    """The columns of the terminal, or 80, within reason."""
    return min(100, max(60, shutil.get_terminal_size().columns))


def _pairs(text: str | None, option: str, example: str) -> dict[str, str]:
    """``LABEL=ROLE`` pairs. Raises :class:`UsageError` for anything else, and for a label said twice."""
    made: dict[str, str] = {}
    for part in filter(str.strip, (text or "").split(",")):
        name, _, role = (piece.strip() for piece in part.rpartition("="))
        if not name or not role:
            raise UsageError(f"{option} wants {example}, not {part[:40]!r}", hint=f"{option} {example}")
        if name in made:
            raise UsageError(f"{option} says twice who {name[:40]!r} is", hint="say it once")
        made[name] = role
    return made


def _roles(text: str | None) -> dict[str, Any] | None:
    return _pairs(text, "--roles", "SPEAKER_00=agent,SPEAKER_01=customer") or None


def _channels(text: str | None) -> dict[int, Any] | None:
    pairs = _pairs(text, "--channels", "0=agent,1=customer")
    for name in pairs:
        if not (name.isascii() and name.isdecimal()):
            raise UsageError(f"--channels wants numbers, not {name[:40]!r}", hint="--channels 0=agent,1=customer")
    return {int(name): role for name, role in pairs.items()} or None


@main.command()
@click.argument("name")
@_LANG
def explain(name: str, lang: str) -> None:
    """Explain a practice (its code) or a label, with examples."""

    def action() -> int:
        from callcoach.reports.explain import explanation

        click.echo(explanation(name, lang, _width()))
        return 0

    _careful(action)


@main.command(name="list")
@_LANG
def list_(lang: str) -> None:
    """List practices and labels."""

    def action() -> int:
        from callcoach.reports.explain import listing

        click.echo(listing(lang, _width()))
        return 0

    _careful(action)


@main.command()
@click.argument("gold", type=click.Path(dir_okay=False))
@click.option("--style", metavar="NAME", help="Only calls of this style (punctuated, asr).")
@click.option("--by", type=click.Choice(["region", "style"]), help="A table per region or style.")
@click.option("--robustness", is_flag=True, help="The same calls, worse heard: what falls.")
@click.option("--errors", metavar="FILE", help="Write every error with its context (Markdown).")
@click.option("--scorecard", metavar="FILE", help="A scorecard of your own (YAML).")
def evaluate(gold: str, style: str | None, by: str | None, robustness: bool, errors: str | None,
             scorecard: str | None) -> None:
    """Measure agreement with calls labelled by people (GOLD: JSON lines)."""

    def action() -> int:
        from callcoach.evaluate.command import Request, report

        click.echo(report(Request(gold, style, by, robustness, errors, scorecard)))
        return 0

    _careful(action)
