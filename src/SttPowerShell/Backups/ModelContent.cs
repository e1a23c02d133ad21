namespace SttPowerShell.Backups;

/// <summary>One part of a custom model in its file.</summary>
internal sealed record ModelContent
{
    /// <summary>The name of its entry in the archive.</summary>
    public string? Path { get; init; }

    /// <summary><c>words</c>, <c>corpus</c>, <c>grammar</c> or <c>audio</c>.</summary>
    public string? Kind { get; init; }

    /// <summary>The corpus's, grammar's or audio's name.</summary>
    public string? Name { get; init; }

    /// <summary>What it was and is to be sent as.</summary>
    public string? ContentType { get; init; }

    /// <summary>Of an archive of recordings: their type, if they must be sent with one.</summary>
    public string? ContainedContentType { get; init; }

    /// <summary>Bytes.</summary>
    public long Size { get; init; }

    /// <summary>In hexadecimal digits.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Words: how many they are.</summary>
    public long? Count { get; init; }

    /// <summary>The name of the file that it was taken from.</summary>
    public string? File { get; init; }

    /// <summary>When that file was last written.</summary>
    public DateTimeOffset? Modified { get; init; }

    /// <summary>What sentences call it.</summary>
    public override string ToString() => Kind == ModelManifest.Words ? "words" : $"{Kind} '{Name}'";
}
