"""Many briefs, one story: actor profiles, matched claims, independent origins, merged timeline, gaps, changes."""
