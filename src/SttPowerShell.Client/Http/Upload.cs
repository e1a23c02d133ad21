namespace SttPowerShell.Client.Http;

/// <summary>
/// How far the body of one attempt has got. The connection's stream finds it by the flow of the call.
/// </summary>
internal sealed class Upload
{
    private static readonly AsyncLocal<Upload?> Flowing = new();

    /// <summary>The upload that the running call chain belongs to; null outside of one.</summary>
    public static Upload? Current
    {
        get => Flowing.Value;
        set => Flowing.Value = value;
    }

    /// <summary>Bytes of the body that the connection took.</summary>
    public long Sent { get; set; }

    /// <summary>Bytes of the body, if known.</summary>
    public long? Length { get; set; }

    /// <summary>How the connection refused to take more; null while it takes them.</summary>
    public IOException? Broken { get; set; }
}
