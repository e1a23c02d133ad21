namespace HelpBuilder;

/// <summary>A section of docs/support.md: what stands before its table, and the table's first two columns.</summary>
internal sealed record SupportSection(string Title, bool IsPart)
{
    public List<string> Paragraphs { get; } = [];
    public List<SupportRow> Rows { get; } = [];
}

/// <summary>Something of the API, and what the local service makes of it.</summary>
internal sealed record SupportRow(string Subject, string Here)
{
    public bool IsSame => Here == "same";
    public bool IsMissing => Here == "not there";
}
