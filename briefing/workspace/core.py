"""The workspace itself: its parts, joined."""

from briefing.workspace.briefs import Briefs
from briefing.workspace.catalogue import Catalogue
from briefing.workspace.exchanging import Exchanging
from briefing.workspace.feeds import Feeds
from briefing.workspace.hand import Hand
from briefing.workspace.keeping import Keeping
from briefing.workspace.shelf import Shelf
from briefing.workspace.stories import Stories


class Workspace(Exchanging, Stories, Briefs, Catalogue, Feeds, Hand, Shelf, Keeping):
    """A home folder opened for work. Methods may be called from any thread."""
