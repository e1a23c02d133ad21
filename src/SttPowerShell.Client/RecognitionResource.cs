using System.Net.Http.Headers;
using SttPowerShell.Client.Http;
using SttPowerShell.Client.Wire;

namespace SttPowerShell.Client;

/// <summary>Synchronous recognition: <c>POST /v1/recognize</c>.</summary>
internal sealed class RecognitionResource(RequestPipeline pipeline)
{
    /// <summary>
    /// Sends audio and gives the whole answer, whose results are read into a type of the caller's. A null content type
    /// lets the service find out.
    /// </summary>
    public Task<Answer<ListAnswer<SpeechRecognitionResults, T>>> RecognizeAsync<T>(
        RequestBody audio,
        string? contentType,
        RecognitionParameters parameters,
        JsonElementReader<T> readResult,
        CancellationToken cancel)
        => pipeline.GetListAsync(
            Request(audio, contentType, parameters), "results", WireJson.Plain.SpeechRecognitionResults, readResult,
            cancel);

    /// <summary>The same, with the service's own JSON text, checked to be whole.</summary>
    public async Task<Answer<string>> RecognizeRawAsync(
        RequestBody audio, string? contentType, RecognitionParameters parameters, CancellationToken cancel)
    {
        ServiceRequest request = Request(audio, contentType, parameters);
        Answer<(string Json, Acknowledgement)> answer =
            await pipeline.GetTextAsync(request, WireJson.Plain.Acknowledgement, cancel).ConfigureAwait(false);
        return new Answer<string>(answer.Value.Json, answer.TransactionId);
    }

    /// <summary>The type to send for audio of a type that may be unknown.</summary>
    /// <exception cref="ArgumentException">It is no content type.</exception>
    public static string TypeOf(string? contentType)
    {
        if (contentType is not null && !MediaTypeHeaderValue.TryParse(contentType, out _))
        {
            throw new ArgumentException(
                $"'{contentType}' is not a content type. Examples: audio/wav, audio/l16;rate=16000.",
                nameof(contentType));
        }

        // What makes the service look for itself (contract section 5.2).
        return contentType ?? "application/octet-stream";
    }

    private static ServiceRequest Request(RequestBody audio, string? contentType, RecognitionParameters parameters)
        => new("recognize", HttpMethod.Post, RequestPath.Of("v1", "recognize"))
        {
            Query = QueryString.From(parameters),
            Body = audio,
            ContentType = TypeOf(contentType),
            Repeatable = true,
            CustomerId = parameters.CustomerId,
            LearningOptOut = parameters.LearningOptOut,
            Resource = parameters.LanguageCustomizationId ?? parameters.AcousticCustomizationId ?? parameters.Model,
        };
}
