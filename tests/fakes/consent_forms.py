"""A desk whose assessment asks for copies of papers, and for health where the person allowed it."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from profiler.casework.content import BuiltForm
from profiler.casework.desk import UnlockedDesk
from profiler.forms.xform import read_xform

FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms"
 xmlns:odk="http://www.opendatakit.org/xforms" xmlns:pf="urn:profiler:form">
<h:head><h:title>Papiere</h:title><model odk:xforms-version="1.0.0">
<itext><translation lang="Deutsch (de)" default="true()">
<text id="t-papers"><value>Papiere</value></text>
<text id="t-name"><value>Wie heißen Sie mit Nachnamen?</value></text>
<text id="t-birth"><value>Wann sind Sie geboren?</value></text>
<text id="t-scan"><value>Möchten Sie uns eine Kopie geben?</value></text>
<text id="t-trainings"><value>Zeugnisse</value></text>
<text id="t-title"><value>Was ist das für ein Zeugnis?</value></text>
<text id="t-copy"><value>Foto oder Scan vom Zeugnis</value></text>
<text id="t-limits"><value>Was können Sie bei der Arbeit nicht?</value></text>
</translation><translation lang="العربية (ar)">
<text id="t-papers"><value>أوراق</value></text>
<text id="t-name"><value>ما اسم عائلتك؟</value></text>
<text id="t-birth"><value>متى ولدت؟</value></text>
<text id="t-scan"><value>هل تريد أن تعطينا نسخة؟</value></text>
<text id="t-trainings"><value>شهادات</value></text>
<text id="t-title"><value>ما هذه الشهادة؟</value></text>
<text id="t-copy"><value>صورة أو نسخة ممسوحة من الشهادة</value></text>
<text id="t-limits"><value>ماذا لا تستطيع في العمل؟</value></text>
</translation></itext>
<instance><kompetenz id="kompetenz" version="2026112101"><papers>
<family_name/><birth_date/><c_d_signed/><id_scan/><c_h_signed>nein</c_h_signed><work_limits/>
<trainings jr:template=""><t_title/><t_scan/></trainings>
</papers><meta><instanceID/></meta></kompetenz></instance>
<bind nodeset="/kompetenz/papers/family_name" type="string" pf:category="kontakt" pf:tier="short"/>
<bind nodeset="/kompetenz/papers/birth_date" type="date" pf:category="kontakt" pf:tier="short"/>
<bind nodeset="/kompetenz/papers/c_d_signed" type="string" pf:category="intern"/>
<bind nodeset="/kompetenz/papers/id_scan" type="binary" pf:category="dokumentkopien" pf:tier="short"/>
<bind nodeset="/kompetenz/papers/c_h_signed" type="string" pf:category="intern"/>
<bind nodeset="/kompetenz/papers/work_limits" type="string" pf:category="gesundheit" pf:tier="short"
 relevant="/kompetenz/papers/c_h_signed = 'ja'"/>
<bind nodeset="/kompetenz/papers/trainings/t_title" type="string" pf:category="beruf" pf:tier="short"/>
<bind nodeset="/kompetenz/papers/trainings/t_scan" type="binary" pf:category="dokumentkopien"
 pf:tier="short"/>
</model></h:head>
<h:body><group ref="/kompetenz/papers"><label ref="jr:itext('t-papers')"/>
<input ref="/kompetenz/papers/family_name"><label ref="jr:itext('t-name')"/></input>
<input ref="/kompetenz/papers/birth_date"><label ref="jr:itext('t-birth')"/></input>
<upload ref="/kompetenz/papers/id_scan" mediatype="image/*"><label ref="jr:itext('t-scan')"/></upload>
<input ref="/kompetenz/papers/work_limits"><label ref="jr:itext('t-limits')"/></input>
<group ref="/kompetenz/papers/trainings"><label ref="jr:itext('t-trainings')"/>
<repeat nodeset="/kompetenz/papers/trainings">
<input ref="/kompetenz/papers/trainings/t_title"><label ref="jr:itext('t-title')"/></input>
<upload ref="/kompetenz/papers/trainings/t_scan" mediatype="application/*">
<label ref="jr:itext('t-copy')"/></upload>
</repeat></group>
</group></h:body></h:html>
"""


@cache
def paper_form() -> BuiltForm:
    """The form, read once."""
    xml = FORM.encode()
    return BuiltForm(read_xform(xml), xml)


def with_paper_form(desk: UnlockedDesk) -> UnlockedDesk:
    """The desk with this form as its assessment."""
    built = paper_form()
    form = built.definition
    desk.store.keep_form(form.sha, form.form_id, form.version, built.xml)
    forms = {**desk.content.forms, "kompetenz": built}
    return replace(desk, content=replace(desk.content, forms=forms))
