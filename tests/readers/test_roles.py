"""Who is the agent: role words, maps, channels, and the flagged guess."""

from __future__ import annotations

import json
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from callcoach.errors import UsageError
from callcoach.model.transcript import Transcript
from callcoach.readers.read import from_turns, read_transcript, read_transcripts
from callcoach.readers.roles import check_channels, check_roles, role_of

FIXTURES = Path(__file__).parent / "fixtures"


@pytest.mark.parametrize(
    ("label", "role"),
    [
        ("Agente", "agent"),
        ("AGENTE 1", "agent"),
        ("agente_2", "agent"),
        ("Agente1", "agent"),
        ("**Agente:**", "agent"),
        ("Agente 1 (María)", "agent"),
        ("Asesora de cobranza", "agent"),
        ("Gestor: Luis", "agent"),
        ("AGT-12", "agent"),
        ("Agente María López", "agent"),
        ("HUMAN_AGENT", "agent"),
        ("Cliente", "customer"),
        ("el cliente", "customer"),
        ("Deudora (esposa)", "customer"),
        ("END_USER", "customer"),
        ("CUSTOMER", "customer"),
        ("Titular", "customer"),
        ("Sistema", "system"),
        ("IVR", "system"),
        ("Agente virtual", "system"),
        ("Buzón de voz", "system"),
        ("Supervisora", "supervisor"),
        ("Tercero", "third_party"),
        ("Recepcionista", "third_party"),
        ("Otra persona", "other"),
        ("SPEAKER_00", None),
        ("spk_1", None),
        ("A", None),
        ("Ana Ruiz", None),
        ("cliente dice que", None),
        ("el gestor me llamó ayer", None),
        ("", None),
    ],
)
def test_role_words(label: str, role: str | None) -> None:
    assert role_of(label) == role
    assert role_of(unicodedata.normalize("NFD", label)) == role


def test_maps_take_words_and_refuse_others() -> None:
    assert check_roles({"S0": "agente", "S1": "third_party"}) == {
        "S0": "agent",
        "S1": "third_party",
    }
    assert check_channels({0: "cliente"}) == {0: "customer"}
    with pytest.raises(UsageError, match="did you mean 'agent'"):
        check_roles({"S0": "agnt"})
    with pytest.raises(UsageError, match="use one of agent, customer"):
        check_roles({"S0": "qqqqq"})
    with pytest.raises(UsageError, match="channel is a number"):
        check_channels({"izquierda": "agent"})  # type: ignore[dict-item]


def _speakers(call: Transcript) -> list[tuple[str, str]]:
    return [(u.speaker, u.role_source) for u in call.utterances]


def _codes(call: Transcript) -> set[str]:
    return {issue.code for issue in call.issues}


NEUTRAL = [("S0", "hola"), ("S1", "hola"), ("S0", "bien"), ("S1", "vale")]
TELLING = [
    ("S0", "bueno"),
    ("S1", "buenas tardes le llamo de cobros del valle por su factura pendiente"),
    ("S0", "no tengo dinero me quede sin trabajo"),
    ("S1", "cuando podria realizar el pago"),
]


def test_a_map_wins_and_is_named() -> None:
    call = from_turns(NEUTRAL, id="1", roles={"s0": "agent", "S1": "customer"})
    assert _speakers(call)[:2] == [("agent", "mapped"), ("customer", "mapped")]
    assert call.utterances[0].speaker_label == "S0"
    assert not _codes(call) & {"ROLE_GUESSED", "ROLE_UNKNOWN"}
    swapped = from_turns([("Agente", "hola")], id="1", roles={"Agente": "customer"})
    assert _speakers(swapped) == [("customer", "mapped")]


def test_a_label_that_does_not_occur_is_refused_with_those_that_do() -> None:
    with pytest.raises(UsageError, match=r"no speaker is called 'S9'.*'S0', 'S1'"):
        from_turns(NEUTRAL, id="1", roles={"S9": "agent"})
    path = FIXTURES / "amazon_hablantes.json"
    with pytest.raises(UsageError, match="'spk_1', 'spk_0'"):
        read_transcript(path, roles={"spk_7": "agent"})
    with pytest.raises(UsageError, match="channels: 0, 1"):
        read_transcript(FIXTURES / "amazon_canales.json", channels={5: "agent"})


def test_channels_give_roles() -> None:
    call = read_transcript(FIXTURES / "amazon_canales.json", channels={0: "customer", 1: "agent"})
    assert _speakers(call) == [
        ("customer", "channel"),
        ("agent", "channel"),
        ("customer", "channel"),
    ]


def test_a_guess_is_flagged() -> None:
    call = from_turns(TELLING, id="1")
    assert _speakers(call)[:2] == [("customer", "guessed"), ("agent", "guessed")]
    [issue] = [issue for issue in call.issues if issue.code == "ROLE_GUESSED"]
    assert issue.level == "warning"
    assert "% sure" in issue.message and "roles=" in issue.message


def test_what_cannot_be_guessed_stays_unknown() -> None:
    call = from_turns(NEUTRAL, id="1")
    assert {speaker for speaker, _ in _speakers(call)} == {"unknown"}
    assert _codes(call) == {"TIMES_MISSING", "ROLE_UNKNOWN"}


def test_the_only_other_speaker() -> None:
    call = from_turns([("Agente", "Buenas."), ("Ana Ruiz", "Sí."), ("Agente", "Bien.")], id="1")
    assert _speakers(call)[1] == ("customer", "guessed")
    assert "ROLE_GUESSED" in _codes(call)


def test_a_third_voice_stays_unknown() -> None:
    call = from_turns([*TELLING, ("S2", "mijo cuelga ya")], id="1")
    assert call.utterances[-1].speaker == "unknown"
    assert {"ROLE_GUESSED", "ROLE_UNKNOWN"} <= _codes(call)


def _training() -> list[dict[str, Any]]:
    root = Path(__file__).parents[2] / "training"
    files = [*sorted((root / "calls").glob("*.jsonl")), root / "gold" / "dev.jsonl"]
    lines = [line for file in files if file.exists() for line in file.read_text().splitlines()]
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("bare", [False, True], ids=["as written", "as recognised"])
def test_the_guess_is_seldom_missing_and_never_wrong_on_our_calls(bare: bool) -> None:
    calls = _training()
    right = wrong = 0
    for data in calls:
        turns = [
            (f"S_{u['speaker']}", _plain(u["text"]) if bare else u["text"])
            for u in data["utterances"]
        ]
        call = from_turns(turns, id="x")
        said = {u.speaker_label: u.speaker for u in call.utterances}
        right += said.get("S_agent") == "agent"
        wrong += said.get("S_customer") == "agent" or said.get("S_agent") == "customer"
    assert wrong <= len(calls) * 0.01
    assert right >= len(calls) * 0.85


def _plain(text: str) -> str:
    bare = unicodedata.normalize("NFKD", text).casefold()
    return "".join(c if c.isalnum() else " " for c in bare if not unicodedata.combining(c))


def test_roles_of_a_file_with_many_calls_are_checked_at_the_end() -> None:
    lines = b"call_id,speaker,text\n1,S0,hola\n2,S1,hola\n"
    calls = list(read_transcripts(lines, roles={"S0": "agent", "S1": "customer"}))
    assert len(calls) == 2
    with pytest.raises(UsageError, match="'S7'"):
        list(read_transcripts(lines, roles={"S7": "agent"}))
