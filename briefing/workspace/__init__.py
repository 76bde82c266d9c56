"""What the faces call. The one room that knows ingest, extract, anchor, query and store together.

No screen and no printing here. Everything that touches the disk may take a while or raise
`briefing.store.protocol.StoreError`: a screen calls it from a thread.
"""

from briefing.workspace.core import Workspace
from briefing.workspace.records import Added, ArticleRow, ArticleView, WorkspaceError

__all__ = ["Added", "ArticleRow", "ArticleView", "Workspace", "WorkspaceError"]
