namespace SttPowerShell.Sessions;

/// <summary>What a recognition job was started with and its transcript tells again.</summary>
internal sealed record RecognitionJobAudio
{
    /// <summary>The file's full path, if it was one.</summary>
    public string? Path { get; init; }

    /// <summary>Seconds, where the header tells.</summary>
    public double? Duration { get; init; }

    /// <summary>What was really said, if the input told.</summary>
    public string? Reference { get; init; }

    public string? BaseModel { get; init; }

    public string? LanguageModelId { get; init; }

    public string? AcousticModelId { get; init; }

    public double? CustomizationWeight { get; init; }
}
