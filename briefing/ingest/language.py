"""The language of a text by its script and its commonest words."""

import re
import unicodedata
from collections import Counter

# Function words that are frequent in running text of the language. A word that several of these
# languages share counts for each of them, so that what tells them apart decides.
_WORDS = {
    "en": "the of and to in is that was for it with as his on be at by had not are but from or have an they which her she there been their has would were said will who more about when its than into could",
    "de": "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur",
    "fr": "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec être son mais comme ou leur elle aux cette ces nous été ont fait sa deux même aussi où après l d c s n qu",
    "es": "de la que el en y a los se del las un por con no una su para es al lo como más o pero sus le ha me si sin sobre este ya entre cuando todo esta ser son dos también fue había era muy años hasta desde está han según",
    "pt": "de a o que e do da em um para com não uma os no se na por mais as dos como mas ao ele das à seu sua ou quando muito nos já também só pelo pela até isso ela entre depois sem mesmo aos seus quem nas foi são está ser tem",
    "it": "di e il la che in a per è un del non una le si i con da della sono al più dei come lo ma ha gli alla anche o nel delle se questo nella su dal ed essere tra stato ai dell all quando ci hanno dalla suo sua loro l d",
    "nl": "de van het een en in is dat op te zijn met voor niet die aan er om ook als dan maar bij nog uit of door naar heeft hij worden wordt was kan tot wel geen over deze hebben ze werd meer dit zou hun zich al",
    "sv": "och i att det som en på är av för med till den har de inte om ett han men var jag sig från vi så kan när år under också efter eller nu sin där vid mot ska skulle kommer ut får finns varit hade alla",
    "da": "og i at det en er på til som af de med for ikke der den har et var han men om vi fra kan jeg så sig efter også være havde eller skal hvor nu over ud år ved blev hun vil når ham mod været siger op deres bliver",
    "nb": "og i det er på som en til av å for at har med de ikke den et han om var fra men så vi kan jeg seg etter også være hadde eller skal ved nå over ut år ble hun vil når mot vært sier opp deres blir mer enn dette noe",
    "fi": "ja on ei että se oli hän mutta ovat kun myös mukaan kuin tai ole sen joka hänen vain nyt niin jo ollut olla tämä jos vielä sitä mitä siitä voi ne ennen jälkeen eivät sekä kanssa noin siis koska sanoo vuonna tämän",
    "pl": "i w na z się nie do to że jest o jak od za po przez przy dla tak już co są ale także tym czy oraz był może który które która tego jego jej ich ze we być było tylko ma jednak roku bardzo przed pod",
    "cs": "a se v na je že to s z do o i ve k pro za by ale jak co od po jsou už jsem který jako si jeho byl podle při nebo která také než ze bude byla než jen před tak více mezi které není však může let",
    "ro": "de și în a la cu care nu pe din că un o este au fost pentru mai sau după dar prin către al ale iar fi ca sunt a fi lui său sa până între doar acest această cel cea cei cele dacă unei unui foarte fără anul",
    "hu": "a az és hogy nem is egy ez de van meg csak már volt el ki azt mint ha még kell vagy ami után lesz aki most be lehet erre szerint között amely minden nagyon sem pedig majd úgy több olyan két kell",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne kadar sonra en var ama göre her o ise olduğu değil ya iki yeni ancak ki şey üzerinde etti oldu dedi olduğunu tarafından arasında yıl gün",
    "id": "yang dan di ini itu dengan untuk tidak dari dalam akan pada juga ke karena ada saya oleh kami bisa mereka telah sudah atau seperti lebih kata tersebut bahwa orang dia menjadi sebagai secara para masih saat hari antara",
}  # fmt: skip
_PROFILES = {language: frozenset(words.split()) for language, words in _WORDS.items()}
# Scripts that one language of the news owns, by the beginning of the letters' Unicode names.
_SCRIPTS = {
    "GREEK": "el", "HEBREW": "he", "DEVANAGARI": "hi", "THAI": "th", "HANGUL": "ko", "HIRAGANA": "ja", "KATAKANA": "ja",
    "GEORGIAN": "ka", "ARMENIAN": "hy", "BENGALI": "bn", "TAMIL": "ta", "TELUGU": "te", "GUJARATI": "gu", "GURMUKHI": "pa",
    "KANNADA": "kn", "MALAYALAM": "ml", "SINHALA": "si", "MYANMAR": "my", "KHMER": "km", "LAO": "lo", "ETHIOPIC": "am",
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 6000
# Of running text, 35 to 50 % of the words are function words; lists of names and code have few.
_LEAST_SHARE, _LEAST_WORDS, _MARGIN = 0.12, 12, 1.15


def guess_language(text: str) -> str | None:
    """The BCP 47 tag of the language that the first 6,000 characters are in; None where they do not say.

    Cautious: a short text, a list of names, or a text between two languages has none.
    """
    sample = text[:_SAMPLE]
    scripts = Counter(unicodedata.name(c, "UNNAMED").split()[0] for c in sample if c.isalpha())
    letters = sum(scripts.values())
    if not letters:
        return None
    script, count = scripts.most_common(1)[0]
    kana = scripts["HIRAGANA"] + scripts["KATAKANA"]
    if kana + scripts["CJK"] > 0.3 * letters:
        return "ja" if kana > 0.1 * (kana + scripts["CJK"]) else "zh"
    if count < 0.5 * letters:
        return None
    if script == "LATIN":
        return _by_words(sample)
    if script == "CYRILLIC":
        return _cyrillic(sample.lower())
    if script == "ARABIC":
        # پ چ ژ گ are Persian; ٹ ڈ ڑ ے Urdu: neither stands in Arabic words.
        if any(c in sample for c in "ٹڈڑے"):
            return "ur"
        return "fa" if sum(sample.count(c) for c in "پچژگ") > 0.01 * count else "ar"
    return _SCRIPTS.get(script)


def _by_words(sample: str) -> str | None:
    words = Counter(_WORD.findall(sample.lower()))
    total = sum(words.values())
    if total < _LEAST_WORDS:
        return None
    shares = sorted(
        ((sum(words[w] for w in profile) / total, language) for language, profile in _PROFILES.items()),
        reverse=True,
    )
    (best, language), (second, other) = shares[0], shares[1]
    if best < _LEAST_SHARE:
        return None
    if best < _MARGIN * second and {language, other} != {"da", "nb"}:
        return None
    return language


def _cyrillic(sample: str) -> str | None:
    """The Cyrillic languages by the letters that the others lack."""
    if any(c in sample for c in "ђћљњџј"):
        return "mk" if any(c in sample for c in "ѓќѕ") else "sr"
    if "ў" in sample:
        return "be"
    if any(c in sample for c in "іїєґ"):
        return "uk"
    if any(c in sample for c in "ыэё"):
        return "ru"
    return "bg" if "ъ" in sample else None
