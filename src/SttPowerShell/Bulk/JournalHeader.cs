namespace SttPowerShell.Bulk;

/// <summary>The first line of a journal.</summary>
/// <param name="Journal">Always <see cref="Kind"/>.</param>
/// <param name="Version">The version of the format.</param>
/// <param name="Id">Unlike that of any other journal.</param>
internal sealed record JournalHeader(string? Journal, int Version, string? Id)
{
    public const string Kind = "SttPowerShell bulk recognition";
    public const int CurrentVersion = 1;
}
