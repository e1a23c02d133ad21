using System.Globalization;

namespace SttPowerShell.Client.Streaming;

/// <summary>Where a recognition goes on in a new request.</summary>
/// <param name="Position">The first byte to be sent.</param>
/// <param name="Offset">Seconds of audio before it.</param>
/// <param name="Index">The index of the phrase that comes next.</param>
/// <param name="Warning">What the user has to know, such as a gap.</param>
internal sealed record Continuation(long Position, double Offset, int Index, string? Warning = null)
{
    /// <summary>A phrase that ends so shortly before a cut, in seconds, was ended by it.</summary>
    private const double OpenPhrase = 1;

    /// <summary>Seconds of silence before a cut that are sent again, in case that a word begins there.</summary>
    private const double Overlap = 2;

    public static Continuation Beginning { get; } = new(0, 0, 0);

    /// <summary>
    /// After a request that had all that one may have, and gave all its results. A phrase that goes over the cut is
    /// recognised again as a whole.
    /// </summary>
    public static Continuation AfterCut(SampleLayout layout, ResultTimeline timeline, long partStart, AudioFeed feed)
    {
        double cut = layout.TimeAt(feed.Position);
        Continuation atCut = new(feed.Position, cut, timeline.NextIndex);
        if (!timeline.HasTimes) return atCut;
        bool open = timeline.Finals > 0 && cut - timeline.FinalEnd < OpenPhrase;
        double from = open ? timeline.EarlierEnd : Math.Max(timeline.FinalEnd, cut - Overlap);
        long position = layout.PositionAt(from);
        bool possible = position >= feed.Start && position > Math.Max(partStart, layout.DataStart);
        return possible
            ? new Continuation(position, layout.TimeAt(position), timeline.NextIndex - (open ? 1 : 0))
            : atCut;
    }

    /// <summary>
    /// After a lost connection: behind the last final result, or from the beginning where that can't be found or the
    /// audio can't be cut. Null if what is needed is not there any more.
    /// </summary>
    public static Continuation? AfterLoss(
        SampleLayout? layout, ResultTimeline timeline, long partStart, AudioFeed feed)
    {
        if (layout is null || !timeline.HasTimes) return feed.Start == 0 ? Beginning : null;
        long wanted = timeline.Finals == 0 ? partStart : Math.Max(partStart, layout.PositionAt(timeline.FinalEnd));
        long position = feed.Start > wanted ? layout.CutFrom(feed.Start) : wanted;
        if (position <= layout.DataStart) return Beginning with { Index = timeline.NextIndex };
        double lost = layout.TimeAt(position) - layout.TimeAt(wanted);
        return new Continuation(position, layout.TimeAt(position), timeline.NextIndex, lost <= 0 ? null : Gap(
            layout.TimeAt(wanted), layout.TimeAt(position)));
    }

    private static string Gap(double from, double to) => string.Create(CultureInfo.InvariantCulture,
        $"The connection was lost, and {to - from:0.0} s of the audio, from {from:0.0} s to {to:0.0} s, were not kept "
        + $"to be sent again: nothing is recognised there.");
}
