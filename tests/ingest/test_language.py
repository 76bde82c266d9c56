"""The language of a text is told by its commonest words, and not told where they do not tell."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.ingest.language import guess_language

SAMPLES = {
    "en": "The harbour office said on Monday that the ferries would not sail until the crews had been paid for their work.",
    "de": "Das Hafenamt sagte am Montag, dass die Fähren nicht fahren werden, bis die Mannschaften für ihre Arbeit bezahlt sind.",
    "fr": "Le bureau du port a déclaré lundi que les bacs ne partiraient pas avant que les équipages soient payés pour leur travail.",
    "es": "La oficina del puerto dijo el lunes que los barcos no saldrán hasta que las tripulaciones cobren por su trabajo.",
    "pt": "O gabinete do porto disse na segunda que os barcos não vão sair até que as equipas sejam pagas pelo seu trabalho.",
    "it": "L'ufficio del porto ha detto lunedì che i traghetti non partiranno finché gli equipaggi non saranno pagati per il loro lavoro.",
    "nl": "Het havenkantoor zei maandag dat de veerboten niet zullen varen tot de bemanningen voor hun werk zijn betaald.",
    "sv": "Hamnkontoret sade på måndagen att färjorna inte kommer att gå förrän besättningarna har fått betalt för sitt arbete.",
    "fi": "Satamatoimisto sanoi maanantaina, että lautat eivät lähde ennen kuin miehistöt ovat saaneet palkkansa, mutta se ei ole varmaa.",
    "pl": "Biuro portu powiedziało w poniedziałek, że promy nie wypłyną, dopóki załogi nie dostaną zapłaty za to, co jest do zrobienia.",
    "cs": "Přístavní úřad v pondělí řekl, že se trajekty na moře nevydají, dokud posádky nedostanou za svou práci to, co jim patří.",
    "ro": "Biroul portului a spus luni că feriboturile nu vor pleca până când echipajele nu sunt plătite pentru munca lor din mai.",
    "hu": "A kikötői hivatal hétfőn azt mondta, hogy a kompok nem indulnak el, amíg a legénység nem kapja meg a munkájáért a pénzt.",
    "tr": "Liman ofisi pazartesi günü, mürettebatın parası ödenene kadar bu feribotların bir daha kalkmayacağını ve daha çok bekleneceğini söyledi.",
    "id": "Kantor pelabuhan mengatakan pada hari Senin bahwa kapal itu tidak akan berlayar sebelum awak kapal dibayar untuk pekerjaan yang sudah selesai.",
    "ru": "Портовая служба сообщила в понедельник, что паромы не выйдут, пока экипажам не заплатят за работу, и это было решено вчера.",
    "uk": "Портова служба повідомила в понеділок, що пороми не вийдуть, доки екіпажам не заплатять за їхню роботу.",
    "el": "Το γραφείο του λιμανιού είπε τη Δευτέρα ότι τα πλοία δεν θα φύγουν.",
    "ja": "港の事務所は月曜日、乗組員に賃金が支払われるまでフェリーは出ないと述べた。",
    "zh": "港口办公室周一表示，在船员拿到工资之前，渡轮不会出航。",
    "ko": "항만 사무소는 월요일에 선원들이 임금을 받을 때까지 여객선이 출항하지 않을 것이라고 말했다.",
    "ar": "قال مكتب الميناء يوم الاثنين إن العبارات لن تبحر حتى يحصل الطاقم على أجره.",
    "he": "משרד הנמל אמר ביום שני כי המעבורות לא יצאו עד שהצוותים יקבלו את שכרם.",
}  # fmt: skip


@pytest.mark.parametrize("language", SAMPLES)
def test_a_sentence_or_two_are_enough(language: str) -> None:
    assert guess_language(SAMPLES[language]) == language


@pytest.mark.parametrize(
    "text", ["", "12 34 56", "Ferry", "Tern Brekke Sund Lindqvist Havn Øy Nes Vik Dal Berg Lund Strand Holm"]
)
def test_what_does_not_say_is_none(text: str) -> None:
    assert guess_language(text) is None


@given(st.text())
def test_no_text_raises(text: str) -> None:
    guess_language(text)
