"""The closed set of words that name a role, Spanish and English, folded (no accents, no case)."""

from __future__ import annotations

from callcoach.model.transcript import Speaker

_WORDS: dict[Speaker, str] = {
    "agent": """
        agente, agenta, asesor, asesora, gestor, gestora, operador, operadora, ejecutivo, ejecutiva,
        teleoperador, teleoperadora, cobrador, cobradora, representante, analista, agente humano,
        agente de cobranza, agente de cobranzas, agente de cobros, agente de recuperacion,
        asesor de cobranza, asesora de cobranza, asesor de cobranzas, asesora de cobranzas,
        asesor de cartera, asesora de cartera, asesor comercial, asesora comercial,
        gestor de cobranza, gestora de cobranza, gestor de cobros, gestora de cobros,
        gestor de cobranzas, gestora de cobranzas, gestor de recobro, gestora de recobro,
        ejecutivo de cobranza, ejecutiva de cobranza, ejecutivo de cuenta, ejecutiva de cuenta,
        operador de cobranza, operadora de cobranza, agt, agte, asistente, consultor, consultora,
        agent, human agent, call agent, call center agent, representative, rep, sales rep, csr,
        advisor, adviser, collector, debt collector, operator, assistant, call center, callcenter,
        contact center""",
    "customer": """
        cliente, clienta, deudor, deudora, titular, usuario, usuaria, consumidor, consumidora,
        abonado, abonada, prestatario, prestataria, acreditado, acreditada, moroso, morosa,
        socio, socia, afiliado, afiliada, suscriptor, suscriptora, inquilino, inquilina,
        cliente titular, clte, customer, client, debtor, borrower, caller, consumer, user,
        end user, enduser, account holder, cardholder, cust""",
    "system": """
        sistema, ivr, acd, grabacion, locucion, contestador, contestadora, buzon, buzon de voz,
        mensaje automatico, mensaje de voz, bot, voicebot, robot, agente virtual, asistente virtual,
        maquina, musica, system, voicemail, answering machine, recording, automated agent,
        virtual agent, dialer, marcador""",
    "supervisor": """
        supervisor, supervisora, coordinador, coordinadora, jefe, jefa, jefe de equipo, encargado,
        encargada, team leader, manager, lider, lider de equipo""",
    "third_party": """
        tercero, tercera, tercera persona, familiar, esposo, esposa, marido, conyuge, pareja,
        madre, padre, mama, papa, hijo, hija, hermano, hermana, abuelo, abuela, vecino, vecina,
        aval, avalista, fiador, fiadora, codeudor, codeudora, referencia, recepcionista, recepcion,
        secretaria, secretario, centralita, portero, conserje, companero, companera, empleado,
        empleada, thirdparty, third party, relative, spouse, wife, husband, receptionist, neighbor,
        guarantor""",
    "other": "otro, otra, otra persona, other, otros",
    "unknown": "desconocido, desconocida, unknown, unk, uu, sin identificar, no identificado",
}


def _index() -> dict[str, Speaker]:
    return {word.strip(): role for role, words in _WORDS.items() for word in words.split(",")}


ROLE_WORDS: dict[str, Speaker] = {" ".join(word.split()): role for word, role in _index().items()}
"""Folded role word → role."""
