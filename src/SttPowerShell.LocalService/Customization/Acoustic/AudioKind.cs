namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>What the analysis of an audio resource has found it to be: <c>details.type</c> on the wire.</summary>
internal enum AudioKind
{
    /// <summary>A recording.</summary>
    Audio,
    /// <summary>An archive of recordings.</summary>
    Archive,
    /// <summary>It couldn't be read as what its content type says.</summary>
    Undetermined,
}

/// <summary>The kinds' names on the wire and in the store.</summary>
internal static class AudioKinds
{
    public static string WireName(this AudioKind kind) => kind switch
    {
        AudioKind.Audio => "audio",
        AudioKind.Archive => "archive",
        AudioKind.Undetermined => "undetermined",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    public static AudioKind Parse(string name) => name switch
    {
        "audio" => AudioKind.Audio,
        "archive" => AudioKind.Archive,
        "undetermined" => AudioKind.Undetermined,
        _ => throw new FormatException($"There is no kind of audio resources '{name}'."),
    };
}
