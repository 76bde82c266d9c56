"""What the analyst says by an annotation, in words: for a line of a list, of a file or of the shell."""

from briefing.model.annotation import Annotation, Assess, Correction


def words(note: Annotation) -> str:
    """What the analyst says by it, in one line."""
    parts = [note.body.text.strip()] if note.body.text.strip() else []
    if note.assess is not None:
        parts += judgement_words(note.assess)
    if note.correction is not None:
        parts.append(correction_words(note.correction))
    parts += [f"{link.rel.replace('_', ' ')} {link.note or link.to}" for link in note.links]
    return " ".join(" · ".join(parts).split())


def judgement_words(judged: Assess) -> list[str]:
    """The grades of a claim that were given, a phrase each."""
    grades = [
        f"credibility {judged.credibility}" if judged.credibility is not None else "",
        judged.likelihood or "",
        f"{judged.confidence} confidence" if judged.confidence else "",
        judged.status if judged.status != "unreviewed" else "",
    ]
    return [grade for grade in grades if grade]


def correction_words(change: Correction) -> str:
    """What the machine's item became; what it was stands in the text, and in the history."""
    value = change.value
    if isinstance(value, dict):  # another actor, or an item that was added
        value = value.get("name") or value.get("value") or ""
    if change.op == "rename":
        return f"name: {value}"
    if change.op == "merge":
        return f"takes in {value}"
    if change.op == "split":
        return "kept apart" if change.field == "match" else f"split off: {value}"
    if change.op == "reject":
        return f"{change.item.partition(':')[0]} taken out"
    if change.op == "add":
        return f"{change.field} added" + (f": {value}" if value else "")
    return f"{change.field}: {value}" if isinstance(value, str) else f"{change.field} set"
