namespace NocExpress.Sandbox.Settings;

// The values of the keys of ListSettings.

/// <summary>A page_size above the maximum is lowered in silence, or refused with 400.</summary>
internal enum Oversize { Lower, Refuse, Disregard }

/// <summary>page=N brings the same rows as no page, its own, or 400.</summary>
internal enum PageNumbers { Ignored, Honoured, Refused }

/// <summary>After the last page come an empty list, 404, 400, or the last page again.</summary>
internal enum BeyondLastPage { Empty, NotFound, BadRequest, LastPage }

/// <summary>The rows come in the same order for each request, or in another.</summary>
internal enum RowOrder { Stable, Shuffled }

/// <summary>The envelope tells nothing of the page, tells it in an object after the rows, or at its top before them.</summary>
internal enum PageInfo { None, Object, Top }
