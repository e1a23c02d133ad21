using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using SttPowerShell.Errors;

namespace SttPowerShell.Bulk;

/// <summary>The lines of a journal: JSON, a header first and then entries.</summary>
internal static class JournalLines
{
    // All of a header that is the same in each.
    private const string Beginning = $$"""{"journal":"{{JournalHeader.Kind}}","version":""";

    /// <summary>Whether a line can be what a killed run left of a header.</summary>
    public static bool BeginsHeader(string line)
        => line.Length > 0
            && Beginning.StartsWith(line[..Math.Min(line.Length, Beginning.Length)], StringComparison.Ordinal);

    /// <summary>Whether a line is the beginning of a header, and not a whole one.</summary>
    public static bool IsTornHeader(string line)
        => BeginsHeader(line) && Read(line, JournalJson.Default.JournalHeader) is null;

    public static byte[] NewHeader()
    {
        JournalHeader header = new(
            JournalHeader.Kind, JournalHeader.CurrentVersion, Guid.NewGuid().ToString("n"));
        return Line(header, JournalJson.Default.JournalHeader);
    }

    /// <summary>The header that a line is.</summary>
    /// <exception cref="JournalException">It is none, or of another version.</exception>
    public static JournalHeader HeaderOf(string path, string? line)
    {
        JournalHeader? header = Read(line ?? "", JournalJson.Default.JournalHeader);
        if (header is not { Journal: JournalHeader.Kind, Id.Length: > 0 })
        {
            throw new JournalException(BulkErrors.NotAJournal(path));
        }
        return header.Version == JournalHeader.CurrentVersion
            ? header
            : throw new JournalException(BulkErrors.JournalOfOtherVersion(path, header.Version));
    }

    public static byte[] Of(JournalEntry entry) => Line(entry, JournalJson.Default.JournalEntry);

    /// <summary>The entry that a line is; null if it can't be read.</summary>
    public static JournalEntry? EntryOf(string line)
    {
        JournalEntry? entry = Read(line, JournalJson.Default.JournalEntry);
        bool isWhole = entry is { Path: not null, Sha256: not null, Settings: not null, Name: not null }
            and { Formats: not null, Id: not null };
        return isWhole ? entry : null;
    }

    private static T? Read<T>(string line, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(line, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static byte[] Line<T>(T value, JsonTypeInfo<T> type)
        => [.. JsonSerializer.SerializeToUtf8Bytes(value, type), (byte)'\n'];
}
