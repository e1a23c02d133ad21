namespace SttPowerShell.Backups;

/// <summary>
/// Names the files of models in a directory after the models. A name is given once, whatever the letter case, since file
/// systems differ in that: models of the same name get their ids behind it.
/// </summary>
internal sealed class ModelFileNames(string directory)
{
    public const string Extension = ".sttmodel";

    private const int Longest = 100;

    /// <summary>What some file system doesn't take.</summary>
    private const string Forbidden = "<>:\"/\\|?*";

    private readonly HashSet<string> _given = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether a path is that of a model's file and not of a directory for several.</summary>
    public static bool IsFile(string path)
        => path.EndsWith(Extension, StringComparison.OrdinalIgnoreCase) && !Directory.Exists(path);

    /// <summary>A path for a model's file; one may be there.</summary>
    public string Next(SttCustomModel model)
    {
        string name = Plain(model.ToString());
        if (!_given.Add(name)) name = $"{name}-{model.Id}";
        return Path.Combine(directory, name + Extension);
    }

    /// <summary>A path where no file is.</summary>
    public string NextFree(SttCustomModel model)
    {
        string first = Next(model);
        string path = first;
        for (int n = 2; File.Exists(path); n++) path = $"{first[..^Extension.Length]}-{n}{Extension}";
        return path;
    }

    private static string Plain(string name)
    {
        string plain = string.Concat(name.Select(c => char.IsControl(c) || Forbidden.Contains(c) ? '_' : c));
        // Windows drops dots and blanks at the end, and a dot at the beginning hides the file elsewhere.
        plain = plain.Length > Longest ? plain[..Longest] : plain;
        plain = plain.Trim('.', ' ');
        return plain.Length > 0 ? plain : "model";
    }
}
