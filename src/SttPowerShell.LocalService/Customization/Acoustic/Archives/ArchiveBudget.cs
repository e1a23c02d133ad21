using Humanizer;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>
/// What an archive may cost: small ones can claim to be millions of files, or unpack to terabytes ("zip bombs").
/// </summary>
internal sealed class ArchiveBudget(long archiveLength)
{
    /// <summary>Files and folders.</summary>
    public const int MostEntries = 10_000;

    /// <summary>
    /// How many times its size an archive may unpack to. Speech becomes a third at best, digital silence a thousandth:
    /// a recording may well be nine tenths silence.
    /// </summary>
    private const int HighestRatio = 100;

    /// <summary>Bytes to which even the smallest archive may unpack.</summary>
    private const long AlwaysAllowed = 16 * 1024 * 1024;

    /// <summary>Bytes to which no archive may: 100 MB of it that are packed ten to one.</summary>
    private const long NeverAllowed = 1024 * 1024 * 1024;

    private readonly long _most =
        Math.Min(NeverAllowed, Math.Max(AlwaysAllowed, archiveLength * HighestRatio));

    private long _unpacked;
    private int _entries;

    /// <exception cref="ArchiveRejectedException">It is one too many.</exception>
    public void TakeEntry()
    {
        if (++_entries > MostEntries) throw TooMany();
    }

    /// <summary>Counts unpacked bytes.</summary>
    /// <exception cref="ArchiveRejectedException">They are too many.</exception>
    public void Take(ReadOnlySpan<byte> unpacked)
    {
        _unpacked += unpacked.Length;
        if (_unpacked <= _most) return;
        throw new ArchiveRejectedException(
            $"It has {archiveLength.Bytes().Humanize("0.#")} but unpacks to more than {_most.Bytes().Humanize("0")}; "
            + $"at most {HighestRatio} times its size and {NeverAllowed.Bytes().Humanize("0")} are allowed.");
    }

    public static ArchiveRejectedException TooMany()
        => new($"It has more than {MostEntries} files and folders.");
}
