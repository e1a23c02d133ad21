using System.Management.Automation;

namespace SttShell;

/// <summary>
/// One line at the foot of the terminal that tells of the activity that last moved. It is written to standard error,
/// and only if that is a terminal, so that progress never gets into a file or a pipe.
/// </summary>
internal sealed class ProgressLine : IDisposable
{
    private const string StartOfLineAndClear = "\r\e[K";

    private readonly bool _visible = Terminal.ErrorHasColour;
    private readonly Dictionary<(long Source, int Activity), ProgressRecord> _active = [];
    private bool _drawn;

    public void Show(long source, ProgressRecord record)
    {
        if (!_visible) return;
        if (record.RecordType == ProgressRecordType.Completed)
        {
            _active.Remove((source, record.ActivityId));
            Clear();
            if (_active.Count > 0) Draw(_active.Values.Last());
            return;
        }
        _active[(source, record.ActivityId)] = record;
        Draw(record);
    }

    /// <summary>Makes room for other text; the line comes back with the next report.</summary>
    public void Clear()
    {
        if (!_drawn) return;
        Console.Error.Write(StartOfLineAndClear);
        _drawn = false;
    }

    public void Dispose() => Clear();

    private void Draw(ProgressRecord record)
    {
        string percent = record.PercentComplete >= 0 ? $" {record.PercentComplete}%" : "";
        string text = string.IsNullOrEmpty(record.StatusDescription)
            ? $"{record.Activity}{percent}"
            : $"{record.Activity}: {record.StatusDescription}{percent}";
        // A full line would wrap, and its first part could not be cleared.
        int room = Terminal.Width - 1;
        Console.Error.Write(StartOfLineAndClear + (text.Length > room ? text[..room] : text).ReplaceLineEndings(" "));
        _drawn = true;
    }
}
