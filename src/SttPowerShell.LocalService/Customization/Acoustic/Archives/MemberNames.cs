using System.Text.RegularExpressions;

namespace SttPowerShell.LocalService.Customization.Acoustic.Archives;

/// <summary>
/// The rules of the names in one archive. Nothing is ever unpacked under such a name, but a name that would leave its
/// folder is no accident, and the archive it is in isn't taken.
/// </summary>
internal sealed partial class MemberNames
{
    private const int Longest = 128;

    /// <summary>What macOS and Windows put beside files, by the last part of the path.</summary>
    private static readonly HashSet<string> OfSystems =
        new([".DS_Store", "Thumbs.db", "desktop.ini"], StringComparer.OrdinalIgnoreCase);

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);

    /// <summary>The name that an entry is shown by; null if it isn't a user's file and is left out.</summary>
    /// <exception cref="ArchiveRejectedException">It can't be a name.</exception>
    public string? Take(ArchiveEntry entry)
    {
        string name = Normalise(entry.Path);
        CheckSafe(entry.Path, name);
        if (entry.IsFolder || IsOfSystem(name)) return null;
        if (name.Length == 0) throw new ArchiveRejectedException("It has a file without a name.");
        if (name.Length > Longest)
        {
            throw new ArchiveRejectedException($"The name '{Shown(name)}' in it has {name.Length} characters; at most "
                + $"{Longest} are allowed.");
        }
        return _taken.Add(name)
            ? name
            : throw new ArchiveRejectedException($"It has two files of the name '{name}'.");
    }

    /// <summary>A path that came with an archive, made fit for a message.</summary>
    public static string Shown(string path)
    {
        string start = path.Length > Longest ? $"{path[..Longest]}…" : path;
        return string.Concat(start.Select(c => char.IsControl(c) ? '?' : c));
    }

    /// <summary>Some Windows programs write backslashes, and tar may write every path from "./" on.</summary>
    private static string Normalise(string path)
    {
        string name = path.Replace('\\', '/');
        while (name.StartsWith("./", StringComparison.Ordinal)) name = name[2..];
        return name;
    }

    private static void CheckSafe(string path, string name)
    {
        bool leaves = name.StartsWith('/') || Drive().IsMatch(name) || name.Split('/').Contains("..");
        if (leaves || name.Any(char.IsControl))
        {
            throw new ArchiveRejectedException($"The name '{Shown(path)}' in it "
                + (leaves ? "leads out of the archive." : "has a control character."));
        }
    }

    private static bool IsOfSystem(string name)
    {
        string last = name[(name.LastIndexOf('/') + 1)..];
        // "._x" is what macOS has to say about x.
        return name.StartsWith("__MACOSX/", StringComparison.Ordinal)
            || last.StartsWith("._", StringComparison.Ordinal)
            || OfSystems.Contains(last);
    }

    [GeneratedRegex("^[A-Za-z]:")]
    private static partial Regex Drive();
}
