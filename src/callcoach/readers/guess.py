"""A flagged guess at who the agent is, from what each speaker says.

Collectors present a company, ask, and speak of "su deuda"; debtors speak of "mi pago" and answer.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict

from callcoach.model.transcript import Speaker
from callcoach.readers.base import Note, Seg
from callcoach.readers.folding import fold_text

AGENT_CUES = {
    r"(?:le|te|lo|la) (?:llamo|llamamos|hablo|hablamos|marco|marcamos|saluda|contacto"
    r"|contactamos)": 3.0,
    r"(?:llamando|hablando|comunicando|marcando) (?:de|del|desde|por)": 3.0,
    r"me (?:comunico|estoy comunicando|pongo en contacto) (?:con|de|del|desde|para)": 3.0,
    r"(?:hablo|hablando|comunico|gusto) con (?:el|la|usted|don|dona|senor\w*|sr|sra)": 2.0,
    r"(?:se encuentra|esta) (?:el|la) (?:senor|senora|sr|sra|titular)": 2.5,
    r"de parte de (?:la|el|los|las|banco|grupo|financiera|despacho|recuper\w+|cobr\w+)": 2.0,
    r"(?:departamento|area|despacho|gestion|agencia) de (?:cobr\w+|recobr\w+|recuper\w+"
    r"|cartera)": 2.0,
    r"(?:esta|la|nuestra) llamada (?:\w+ ){0,3}(?:grabad\w+|graba|monitoread\w+)": 3.0,
    r"(?:el )?motivo de (?:mi|la|esta|nuestra) llamada": 3.0,
    r"(?:su|tu|vuestra|vuestras|sus|tus) (?:deuda|adeudo|factura|facturas|saldo|credito|prestamo"
    r"|mora|cuota|mensualidad|cuenta|obligacion|atraso|compromiso|recibo|recibos|pago|pagos)": 1.5,
    r"(?:tiene|tienes|presenta|registra|mantiene|figura|debe|adeuda) (?:\w+ ){0,3}(?:saldo|deuda"
    r"|adeudo|vencid\w+|pendiente\w*|atraso|mora)": 1.5,
    r"(?:usted|ustedes) (?:puede|podria|tiene|tenia|quedo|dijo|cuenta)": 0.7,
    r"(?:puede|podria|podemos|podriamos|pueden|podrian) (?:\w+ ){0,2}(?:pagar|realizar|abonar|hacer"
    r"|confirmar|cubrir|liquidar|transferir|depositar|ofrecer\w*|ayudar\w*)": 1.2,
    r"(?:le|les|te) (?:ofrezco|ofrecemos|propongo|proponemos|recuerdo|envio|mando|confirmo|repito"
    r"|comento|informo|agradezco|explico|dejo|parece|queda|anoto|registro)": 1.2,
    r"(?:cuando|que dia|como|cuanto|que fecha|a que hora) (?:\w+ ){0,2}(?:puede|podria|pagaria|paga"
    r"|pagara|realizaria|haria|va|abonaria|estaria)": 1.2,
    r"(?:gracias por|agradezco) (?:su|tu|la) (?:tiempo|atencion|pago|espera|comprension"
    r"|llamada)": 2.0,
    r"(?:en que|como) (?:le|lo|la|te) (?:puedo|podemos) (?:ayudar|servir)": 2.5,
    r"(?:thank you for calling|how (?:can|may) i (?:help|assist)|calling from|this call is)": 3.0,
    r"your (?:account|order|payment|balance|card|debt|name|address)": 1.2,
    r"(?:soy|me llamo|mi nombre es|habla) (?:\w+ ){1,4}?(?:de|del|desde)(?: la| el| los)?": 1.2,
    r"(?:yo )?llamo (?:yo )?(?:de|del|desde|por)": 2.0,
    r"(?:me|nos) (?:pasa|pasas|pasaria|pone|pones|podria comunicar|comunica|podria pasar)"
    r" (?:\w+ )?con": 1.5,
    r"(?:podria|puedo|quisiera|queria|necesito) (?:hablar|comunicarme) con": 1.2,
    r"(?:quien|la persona que|la que|el que) (?:se encarga|se ocupa|lleva|maneja|ve) (?:\w+ ){0,2}"
    r"(?:pagos|cuentas|proveedores|facturas|administracion|contabilidad|tesoreria)": 1.5,
    r"(?:nos|le) (?:debe|debes|deben|debeis|adeuda|adeudan)": 1.2,
    r"(?:nos|me|le) (?:sale|figura|aparece|consta)n? (?:\w+ ){0,3}(?:pendiente\w*|deuda|saldo"
    r"|vencid\w+)": 1.5,
    r"(?:facturas?|cuotas?|mensualidades|recibos?) (?:\w+ ){0,3}(?:pendientes?|vencid\w+"
    r"|impagad\w+|atrasad\w+)": 1.0,
    r"(?:en|segun) (?:el|mi|nuestro) (?:sistema|pantalla)": 1.2,
    r"(?:quedamos|quedaria|entonces queda|anotado|dejo anotado|tomo nota|le tomo)": 1.0,
}
CUSTOMER_CUES = {
    r"(?:no|ni) (?:\w+ ){0,2}(?:puedo|tengo|voy a) (?:\w+ ){0,2}(?:pagar|dinero|plata|pagarle"
    r"|lana)": 2.0,
    r"(?:quien habla|de parte de quien|quien (?:le|me) (?:llama|habla)|de donde (?:me )?(?:llama"
    r"|habla|marca)\w*)": 2.5,
    r"(?:me|nos) (?:quede|quedamos|despidieron|echaron|corrieron|pagan|depositan|atrase"
    r"|deben)": 1.5,
    r"(?:mi|mis) (?:deuda|factura|saldo|credito|prestamo|cuota|cuenta|esposo|esposa|marido|mujer"
    r"|hijo|hija|mama|papa|jefe|quincena|sueldo|nomina|pension|negocio|trabajo|pago|cliente"
    r"|clientes|card|account|order)": 1.2,
    r"(?:yo )?(?:le|les|te) (?:pago|deposito|transfiero|abono|hago el)": 1.0,
    r"(?:ya|yo) (?:pague|lo pague|la pague|deposite|transferi|abone|hice el pago)": 1.5,
    r"(?:ustedes|usted) (?:me|nos) (?:\w+ ){0,2}(?:llama|llaman|cobran|dijeron|mandan|cobro)": 1.0,
    r"(?:deje|deme|dejeme|dame|denme|me da|me dan|espereme) (?:\w+ ){0,2}(?:chance|oportunidad"
    r"|plazo|tiempo|unos dias|dias|hasta)": 1.5,
    r"(?:quien es usted|quien eres|usted de quien es|quien lo busca|quien la busca|de parte)": 1.5,
    r"(?:se lo|se la|te lo|te la) (?:pago|deposito|transfiero|abono|liquido)": 1.0,
    r"(?:espere|esperese|aguarde|aguanteme|permitame) (?:que|tantito|un momentito|a que)": 0.7,
    r"(?:me llaman|me marcan|me siguen llamando|no me llam\w+|dejen de)": 1.5,
}
_ANSWERING = re.compile(
    r"(?:si )?(?:digame|diga|dime|bueno|alo|hola|mande|hello|si)(?: quien \w+)?"
)
_QUESTION = re.compile(r"[?]")
MARGIN = 1.5
"""Evidence (log-odds, about) below which nothing is guessed."""


def guess_roles(unknown: list[Seg], segs: list[Seg]) -> list[Note]:
    """Give roles to the labels among ``unknown``, flagged; what has no label stays unknown."""
    labels = _by_label(unknown)
    made, why = _decide(labels, segs) if labels else ({}, "")
    for seg in unknown:
        role = made.get(_key(seg) or "")
        seg.role, seg.role_source = (role, "guessed") if role else ("unknown", "none")
    return _notes(labels, made, why, unknown)


def _key(seg: Seg) -> str | None:
    if seg.label is not None:
        return seg.label
    return None if seg.channel is None else f"ch_{seg.channel}"


def _by_label(segs: list[Seg]) -> dict[str, list[Seg]]:
    groups: dict[str, list[Seg]] = defaultdict(list)
    for seg in segs:
        if key := _key(seg):
            groups[key].append(seg)
    return groups


def _decide(labels: dict[str, list[Seg]], segs: list[Seg]) -> tuple[dict[str, Speaker], str]:
    """Roles for labels, and how sure. Roles that the file gives count first."""
    given: set[Speaker | None] = {seg.role for seg in segs}
    if len(labels) == 1 and len(given & {"agent", "customer"}) == 1:
        rest: Speaker = "customer" if "agent" in given else "agent"
        return {next(iter(labels)): rest}, f"the only other speaker is the {rest}"
    if "agent" in given or len(labels) < 2:
        return {}, ""
    return _by_evidence(labels, segs)


def _by_evidence(labels: dict[str, list[Seg]], segs: list[Seg]) -> tuple[dict[str, Speaker], str]:
    first = min((group[0] for group in labels.values()), key=segs.index)
    scores = {key: evidence(group, opens=group[0] is first) for key, group in labels.items()}
    ranked = sorted(scores, key=lambda key: -scores[key])
    margin = scores[ranked[0]] - scores[ranked[1]]
    if margin < MARGIN:
        return {}, ""
    words = Counter({key: sum(len(seg.text) for seg in labels[key]) for key in ranked[1:]})
    made: dict[str, Speaker] = {ranked[0]: "agent", words.most_common(1)[0][0]: "customer"}
    return made, f"{1 / (1 + math.exp(-margin / 2)):.0%} sure"


def evidence(segs: list[Seg], *, opens: bool = False) -> float:
    """How much the words of one speaker sound like an agent's (above 0) or a customer's.

    ``opens``: this speaker has the first word of the call. Who is called answers briefly.

    >>> evidence([Seg("buenas tardes le llamo de Cobros Norte por su factura")]) > MARGIN
    True
    """
    score, size = 0.0, 0
    for seg in segs:
        words = fold_text(seg.text)
        size += len(words)
        score += _cues(words)
        score += 0.3 * len(_QUESTION.findall(seg.text))
    if opens and segs:
        score -= _answers(fold_text(segs[0].text))
    return 4.0 * score / math.sqrt(16.0 + size / 40.0)


def _answers(words: str) -> float:
    if _ANSWERING.fullmatch(words):
        return 1.5
    return 0.7 if len(words.split()) <= 6 and not _AGENT.search(words) else 0.0


def _cues(words: str) -> float:
    found = sum(_AGENT_WEIGHT[match.lastgroup or ""] for match in _AGENT.finditer(words))
    return found - sum(_CUSTOMER_WEIGHT[m.lastgroup or ""] for m in _CUSTOMER.finditer(words))


def _compile(cues: dict[str, float]) -> tuple[re.Pattern[str], dict[str, float]]:
    named = [f"(?P<c{i}>{cue})" for i, cue in enumerate(cues)]
    weights = {f"c{i}": weight for i, weight in enumerate(cues.values())}
    return re.compile(rf"\b(?:{'|'.join(named)})\b"), weights


_AGENT, _AGENT_WEIGHT = _compile(AGENT_CUES)
_CUSTOMER, _CUSTOMER_WEIGHT = _compile(CUSTOMER_CUES)

_HOW = "set roles={label: role}"


def _notes(
    labels: dict[str, list[Seg]],
    made: dict[str, Speaker],
    why: str,
    unknown: list[Seg],
) -> list[Note]:
    notes = []
    if made:
        roles = ", ".join(f"{key!r} = {role}" for key, role in made.items())
        notes.append(Note("ROLE_GUESSED", f"roles are a guess ({why}): {roles}; {_HOW}"))
    left = [key for key in labels if key not in made]
    if left:
        message = f"who is {', '.join(map(repr, left[:8]))}? the words do not tell; {_HOW}"
        notes.append(Note("ROLE_UNKNOWN", message))
    bare = sum(_key(seg) is None for seg in unknown)
    if bare:
        message = f"utterances without speaker: {bare}; transcribe with speakers or channels"
        notes.append(Note("ROLE_UNKNOWN", message))
    return notes
