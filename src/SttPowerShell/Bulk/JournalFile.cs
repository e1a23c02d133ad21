using System.Text;
using SttPowerShell.Errors;

namespace SttPowerShell.Bulk;

/// <summary>
/// A journal as a file: lines, a header and then entries, only ever appended to, and each on disk before anybody relies
/// on it. It is locked for as long as it is open for writing. What a killed writer left of its last line is cut off;
/// another line that can't be read is passed over, which at worst has a recording recognised again.
/// </summary>
internal sealed class JournalFile : IDisposable
{
    private const int LongestHeader = 1024;
    private const int SharingViolation = unchecked((int)0x80070020);

    private readonly string _path;
    private readonly FileStream _file;
    private readonly SemaphoreSlim _turn = new(1);

    private JournalFile(string path, FileStream file, string id) => (_path, _file, Id) = (path, file, id);

    /// <summary>The journal's own id.</summary>
    public string Id { get; }

    /// <summary>How many lines couldn't be read.</summary>
    public int BadLines { get; private set; }

    /// <summary>Opens or makes a journal for one writer.</summary>
    /// <exception cref="JournalException">It is in use, is no journal, or can't be opened.</exception>
    public static JournalFile Open(string path) => Guarded(path, () =>
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path) ?? path);
        // Elsewhere than on Windows .NET locks only against those who want to share as little; tail works even so.
        FileShare others = OperatingSystem.IsWindows() ? FileShare.Read : FileShare.None;
        // Without a buffer, in which a line that couldn't be written would stay.
        FileStream file = new(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, others, bufferSize: 0);
        try
        {
            long end = EndOfLastLine(file);
            string first = FirstLine(file);
            bool isNew = file.Length == 0 || (end == 0 && JournalLines.BeginsHeader(first));
            // Nothing is cut off before it is clear that the file is a journal.
            string? id = isNew ? null : JournalLines.HeaderOf(path, first).Id;
            file.SetLength(end);
            if (isNew) Write(file, JournalLines.NewHeader());
            return new JournalFile(path, file, id ?? JournalLines.HeaderOf(path, FirstLine(file)).Id!);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    });

    /// <summary>Reads a journal that nobody writes to and leaves it as it is; nothing if there is none.</summary>
    /// <exception cref="JournalException">It is in use, is no journal, or can't be read.</exception>
    public static IEnumerable<JournalEntry> Peek(string path) => Guarded(path, () =>
    {
        if (!File.Exists(path)) return [];
        using StreamReader reader = new(new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read));
        string? first = reader.ReadLine();
        if (first is null || JournalLines.IsTornHeader(first)) return [];
        JournalLines.HeaderOf(path, first);
        return Entries(reader).OfType<JournalEntry>().ToArray();
    });

    /// <summary>Its entries in order.</summary>
    /// <exception cref="JournalException">It can't be read.</exception>
    public IEnumerable<JournalEntry> Read()
    {
        _file.Position = 0;
        using StreamReader reader = new(_file, leaveOpen: true);
        reader.ReadLine();
        foreach (JournalEntry? entry in Entries(reader))
        {
            if (entry is null) BadLines++;
            else yield return entry;
        }
    }

    /// <summary>Adds an entry. It is on disk when this returns.</summary>
    /// <exception cref="JournalException">It can't be written; the journal is as it was.</exception>
    public async Task AppendAsync(JournalEntry entry)
    {
        byte[] line = JournalLines.Of(entry);
        await _turn.WaitAsync();
        try
        {
            long end = _file.Length;
            _file.Position = end;
            try
            {
                Write(_file, line);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                _file.SetLength(end);
                throw new JournalException(BulkErrors.JournalUnusable(_path, e));
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    public void Dispose()
    {
        _file.Dispose();
        _turn.Dispose();
    }

    private static IEnumerable<JournalEntry?> Entries(StreamReader reader)
    {
        while (reader.ReadLine() is string line) yield return JournalLines.EntryOf(line);
    }

    private static void Write(FileStream file, byte[] line)
    {
        file.Write(line);
        file.Flush(flushToDisk: true);
    }

    /// <summary>Where what a killed writer left of a line begins; the file's end if it left nothing.</summary>
    private static long EndOfLastLine(FileStream file)
    {
        byte[] block = new byte[4096];
        for (long end = file.Length; end > 0;)
        {
            int length = (int)Math.Min(block.Length, end);
            end -= length;
            file.Position = end;
            file.ReadExactly(block, 0, length);
            int at = block.AsSpan(0, length).LastIndexOf((byte)'\n');
            if (at >= 0) return end + at + 1;
        }
        return 0;
    }

    private static string FirstLine(FileStream file)
    {
        byte[] first = new byte[LongestHeader];
        file.Position = 0;
        int length = file.ReadAtLeast(first, first.Length, throwOnEndOfStream: false);
        return Encoding.UTF8.GetString(first, 0, length).Split('\n')[0];
    }

    private static T Guarded<T>(string path, Func<T> open)
    {
        try
        {
            return open();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // EWOULDBLOCK of flock(2), which is 11 on Linux and 35 on macOS.
            bool isLocked = e.HResult is SharingViolation or 11 or 35;
            throw new JournalException(
                isLocked ? BulkErrors.JournalInUse(path) : BulkErrors.JournalUnusable(path, e));
        }
    }
}
