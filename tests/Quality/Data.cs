namespace SttPowerShell.Quality;

/// <summary>What the custom models learn from, as files beside the program.</summary>
internal static class Data
{
    /// <summary>
    /// Product names with sounds-likes as one would write them who has never seen a phone symbol.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> Products { get; } = new Dictionary<string, string[]>
    {
        ["zephyrion"] = ["zephyr ian"],
        ["qubernetta"] = ["coo burn etta", "cue burn etta"],
        ["tylenolix"] = ["tie len oh licks"],
    };

    public static string Text(string name) => File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Data", name));

    public static IReadOnlyList<string> Lines(string name) =>
        [.. Text(name).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)];
}
