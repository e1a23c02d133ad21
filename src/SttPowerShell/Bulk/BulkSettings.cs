using System.Security.Cryptography;
using System.Text;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Bulk;

/// <summary>What a recording is recognised with: all that its transcript depends on, beside the audio.</summary>
/// <param name="session">The service.</param>
/// <param name="parameters">What it is asked for.</param>
/// <param name="contentType">The type of the audio, if it was given.</param>
internal sealed class BulkSettings(SttSession session, RecognitionParameters parameters, string? contentType)
{
    // The local service listens at another port each time.
    private readonly string _text = string.Join('\n',
        session.IsLocal ? "local" : session.Uri.AbsoluteUri, contentType, QueryString.From(parameters));

    public SttSession Session => session;

    public RecognitionParameters Parameters => parameters;

    /// <summary>A hash that is another one if any setting is, or what was really said.</summary>
    public string HashWith(string? reference)
        => Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(
            string.IsNullOrEmpty(reference) ? _text : $"{_text}\n{reference}")));
}
