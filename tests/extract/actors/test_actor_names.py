"""Headlines, name order, surnames that are words, namesakes, acronyms (phenomena 1 to 5)."""

import pytest
from actor_cases import Case, Finder, check

HEADLINES = [
    Case(
        "The harbour firm Vantrel said on Monday that it would build the ferry.",
        title="Embracing Vantrel: Why Tamar Bets on Ferries",
        want={"Vantrel": {"kind": "organization"}},
        never=["Embracing Vantrel", "Tamar Bets"],
    ),
    Case(
        "Mara Lindqvist resigned on Friday. Lindqvist had led the council for ten years.",
        title="Defiant Lindqvist Quits",
        want={"Mara Lindqvist": {"kind": "person", "says": ["Lindqvist"]}},
        never=["Defiant Lindqvist", "Quits", "Lindqvist Quits"],
    ),
    Case(
        "Oren Castell, the mayor of Brockhaven, said the bridge would close.",
        title="Castell Shuts Bridge",
        want={"Oren Castell": {"says": ["Castell", "Oren Castell"]}},
        never=["Castell Shuts", "Castell Shuts Bridge", "Bridge"],
    ),
    Case(
        "Inspectors closed the plant after a leak. Nobody was hurt, the company said.",
        title="Riverside Fears Grow",
        never=["Riverside Fears", "Riverside Fears Grow", "Fears"],
    ),
    Case(
        "The Northport Port Authority denied the report. The authority said talks went on.",
        title="Port Authority Denies Everything",
        want={"Northport Port Authority": {"kind": "organization"}},
        never=["Port Authority Denies", "Denies Everything"],
    ),
    Case(
        "Britain will send a ship to the island, the minister said.",
        title="Why UK Sends Ship",
        want={"Britain": {"says": ["UK", "Britain"], "country": "GB"}},
        never=["Why UK"],
    ),
]

ORDER = [
    Case(
        "Ambassador Chen Haoran met the press. Chen said the talks went well.",
        want={"Chen Haoran": {"kind": "person", "says": ["Chen", "Chen Haoran"]}},
    ),
    Case(
        "Envoy Wei Jianlin spoke first. Jianlin praised the plan, and reporters asked Jianlin about it.",
        want={"Wei Jianlin": {"kind": "person", "says": ["Wei Jianlin", "Jianlin"]}},
    ),
    Case(
        "Mr Orvan rejected the plan. Orvan Tamas told parliament that the vote was over.",
        want={"Orvan Tamas": {"kind": "person", "says": ["Orvan", "Orvan Tamas"]}},
    ),
    Case(
        "Zoltán Kerekes spoke for an hour. Later Kerekes Zoltán said he would not resign.",
        want={"Zoltán Kerekes": {"says": ["Zoltán Kerekes", "Kerekes Zoltán"]}},
    ),
    Case(
        "President José Almeira visited the camp. Jose Almeira promised help, and Almeira left at noon.",
        want={"José Almeira": {"says": ["José Almeira", "Jose Almeira", "Almeira"]}},
    ),
    Case(
        "Park Min-jun won the vote. Park thanked his supporters.",
        want={"Park Min-jun": {"kind": "person", "says": ["Park", "his"]}},
    ),
]

SURNAMES = [
    Case(
        "Valeria Paris left the group in 2004. Paris said she had been held on a ship.",
        want={"Valeria Paris": {"kind": "person", "says": ["Paris", "she"]}},
    ),
    Case(
        "Denton Washington won the seat. Washington thanked voters.",
        want={"Denton Washington": {"kind": "person", "says": ["Washington"]}},
    ),
    Case(
        "Jack London ran the shelter. London said the roof leaked. He flew to a meeting in London.",
        want={"Jack London": {"kind": "person"}},
        apart=[("Jack London", "London")],
    ),
    Case(
        "Harriet Ford chairs the panel. Ford said the report was late.",
        want={"Harriet Ford": {"kind": "person", "says": ["Ford"]}},
    ),
    Case(
        "Sydney Marsh wrote the letter. Marsh told reporters that he regretted it.",
        want={"Sydney Marsh": {"kind": "person", "says": ["Marsh", "he"]}},
    ),
    Case(
        "Lena Jordan sued the firm. Jordan said the firm had lied. The firm has an office in Jordan.",
        want={"Lena Jordan": {"kind": "person"}},
        apart=[("Lena Jordan", "Jordan")],
    ),
]

NAMESAKES = [
    Case(
        "Anna Holm and Peter Holm own the farm. Anna Holm said it would be sold. Peter Holm disagreed.",
        apart=[("Anna Holm", "Peter Holm")],
    ),
    Case(
        "Erik Brandt resigned. His brother Lars Brandt took over. Lars Brandt said nothing would change.",
        apart=[("Erik Brandt", "Lars Brandt")],
    ),
    Case(
        "Mr Tolland met Mrs Tolland. Ivan Tolland and Clara Tolland own the mill.",
        apart=[("Ivan Tolland", "Clara Tolland")],
    ),
    Case(
        "Karl Ostrava said the mine was safe. Ostrava spoke twice. His daughter, Nina Ostrava, wept.\n\n"
        "The union asked for a report. Ostrava refused.",
        want={"Karl Ostrava": {"says": ["Karl Ostrava", "Ostrava"]}},
        apart=[("Karl Ostrava", "Nina Ostrava")],
    ),
    Case(
        "John Merrow was arrested. James Merrow was released.",
        apart=[("John Merrow", "James Merrow")],
    ),
    Case(
        "Katarina Maurer paints. A critic praised Maurer. Katarina Mauer, he said, is bold.",
        want={"Katarina Maurer": {"says": ["Katarina Mauer", "Maurer"]}},
    ),
]

ACRONYMS = [
    Case(
        "The Northern Dock Workers Association (NDWA) called a strike. NDWA said talks had failed.",
        want={"Northern Dock Workers Association": {"says": ["NDWA"], "kind": "organization"}},
    ),
    Case(
        "The European Union fined the firm. The EU said the fine was fair.",
        want={"European Union": {"says": ["EU"], "kind": "organization"}},
    ),
    Case(
        "The United Nations sent aid. The U.N. said more was needed, and the UN asked for money.",
        want={"United Nations": {"says": ["U.N.", "UN"], "kind": "organization"}},
    ),
    Case(
        "The Agenzia Marittima Tamara (AMTAR) closed the port. AMTAR denied a leak.",
        want={"Agenzia Marittima Tamara": {"says": ["AMTAR"]}},
    ),
    Case(
        "The Federal Bureau of Investigation opened a case. An FBI spokesman declined to comment.",
        want={"Federal Bureau of Investigation": {"says": ["FBI"]}},
    ),
    Case(
        "Doctors Without Borders left the town. MSF said the clinic had been shelled.",
        want={"Doctors Without Borders": {"says": ["MSF"]}},
    ),
    Case(
        "The Institute of Coastal Studies published the figures. ICS said the sea rose.",
        want={"Institute of Coastal Studies": {"says": ["ICS"]}},
    ),
]


@pytest.mark.parametrize("case", [*HEADLINES, *ORDER, *SURNAMES, *NAMESAKES, *ACRONYMS], ids=str)
def test_names(case: Case, find: Finder) -> None:
    check(case, find(case.text, case.title))
