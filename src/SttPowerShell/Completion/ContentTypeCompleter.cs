namespace SttPowerShell.Completion;

/// <summary>Completes the types of audio that the service takes, and of archives where it takes those.</summary>
public sealed class ContentTypeCompleter : SttCompleter
{
    private static readonly string[] Types =
    [
        "audio/wav", "audio/flac", "audio/mp3", "audio/mpeg", "audio/ogg", "audio/webm", "audio/l16;rate=16000",
        "audio/mulaw;rate=8000", "audio/alaw;rate=8000", "audio/basic", "audio/g729",
    ];

    private static readonly string[] Archives = ["application/zip", "application/gzip"];

    private protected override IEnumerable<(string Name, string Tip)> Known(CompletionLine line)
    {
        bool takesArchives = line.IsFor("Audio") && line.Parameter == "ContentType";
        return Types.Concat(takesArchives ? Archives : []).Select(type => (type, type));
    }
}
