using System.Text.Json;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;
using SttPowerShell.LocalService.Api.WebSockets;
using SttPowerShell.LocalService.Customization;

namespace SttPowerShell.LocalService.Api;

/// <summary>
/// What the body of a request to recognise brings: audio, or a form with parameters, which may be too long for a URL,
/// and with audio (contract section 5.3).
/// </summary>
/// <param name="Arguments">The parameters of the URL and, in a form, of its part <c>metadata</c>.</param>
/// <param name="Misplaced">Parameters of <c>metadata</c> that must stand in the URL.</param>
/// <param name="ContentType">The audio's type.</param>
/// <param name="Audio">The audio, read as it arrives.</param>
/// <param name="Source">The whole body.</param>
internal sealed record RecognitionBody(
    RecognitionArguments Arguments, IReadOnlyList<string> Misplaced, string? ContentType, Stream Audio,
    AwaitedBody Source) : IAsyncDisposable
{
    /// <summary>Bytes of parameters: a thousand keywords of 1,024 characters, and what JSON needs for them.</summary>
    private const int LargestMetadata = 4 * 1024 * 1024;

    private const string Metadata = "metadata";
    private const string PartContentType = "part_content_type";
    private const string DataPartsCount = "data_parts_count";

    /// <param name="request">The request.</param>
    /// <param name="limit">Bytes of audio at most.</param>
    /// <param name="clock">Tells how long the sender pauses.</param>
    /// <param name="cancel">Gives up.</param>
    /// <exception cref="RequestRefusedException">A parameter or the form can't be used.</exception>
    public static async Task<RecognitionBody> OpenAsync(
        HttpRequest request, long limit, TimeProvider clock, CancellationToken cancel)
    {
        RecognitionArguments arguments = RecognitionArguments.Read(request);
        AwaitedBody awaited = new(request.Body, clock);
        if (request.ContentLength > limit + LargestMetadata) throw LimitedBody.TooLarge(limit);
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out MediaTypeHeaderValue? type)
            || !type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase))
        {
            LimitedBody audio = new(awaited, limit);
            return new RecognitionBody(arguments, [], request.ContentType, audio, awaited);
        }
        string boundary = HeaderUtilities.RemoveQuotes(type.Boundary).ToString();
        if (boundary.Length == 0) throw Refused("The content type multipart/form-data has no boundary");
        return await ReadAsync(awaited, boundary, arguments, limit, cancel).ConfigureAwait(false);
    }

    public async ValueTask DisposeAsync()
    {
        await Audio.DisposeAsync().ConfigureAwait(false);
        await Source.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<RecognitionBody> ReadAsync(
        AwaitedBody source, string boundary, RecognitionArguments arguments, long limit, CancellationToken cancel)
    {
        MultipartReader form = new(boundary, new LimitedBody(source, limit + LargestMetadata));
        using JsonDocument metadata = await MetadataAsync(form, cancel).ConfigureAwait(false);
        string? contentType = null;
        int? parts = null;
        List<string> misplaced = [];
        foreach (JsonProperty property in metadata.RootElement.EnumerateObject())
        {
            if (property.Name == PartContentType) contentType = property.Value.ToString();
            else if (property.Name == DataPartsCount) parts = Count(property.Value);
            else if (ConnectionParameters.IsOfConnection(property.Name)) misplaced.Add(property.Name);
            else arguments.Add(property.Name, property.Value);
        }
        if (string.IsNullOrEmpty(contentType)) throw Missing(PartContentType);
        FormAudio audio = new(form, contentType, parts);
        return new RecognitionBody(arguments, misplaced, contentType, new LimitedBody(audio, limit), source);
    }

    private static async Task<JsonDocument> MetadataAsync(MultipartReader form, CancellationToken cancel)
    {
        MultipartSection section = await FormAudio.NextAsync(form, cancel).ConfigureAwait(false) is { } first
            && first.GetContentDispositionHeader()?.Name == Metadata ? first : throw Missing(Metadata);
        JsonDocument document;
        try
        {
            LimitedBody json = new(section.Body, LargestMetadata);
            await using (json.ConfigureAwait(false))
            {
                document = await JsonDocument.ParseAsync(json, default, cancel).ConfigureAwait(false);
            }
        }
        catch (JsonException malformed)
        {
            throw Refused($"The part '{Metadata}' is not JSON: {malformed.Message}");
        }
        if (document.RootElement.ValueKind == JsonValueKind.Object) return document;
        document.Dispose();
        throw Refused($"The part '{Metadata}' is not a JSON object.");
    }

    private static int Count(JsonElement value)
        => value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int count) && count > 0
            ? count
            : throw RequestQuery.InvalidQuery(DataPartsCount, value.GetRawText(), "a whole number above 0");

    private static RequestRefusedException Missing(string part) => Refused($"Required parameter '{part}' is missing");

    private static RequestRefusedException Refused(string message) => new(StatusCodes.Status400BadRequest, message);
}
