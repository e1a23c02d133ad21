using SttPowerShell.Backups;
using SttPowerShell.Client.Http;

namespace SttPowerShell.Commands;

/// <summary>A part of a model's file as the body of a request; unpacked anew, and checked anew, for each attempt.</summary>
internal sealed class ContentBody(ModelFileReader file, ModelContent content, IProgress<long> sent)
    : StreamedBody($"The {content} of the file", sent)
{
    public override bool CanReplay => true;

    public override long? Length => content.Size;

    public override bool OwnsStream => true;

    public override Stream OpenStream() => file.Open(content);
}
