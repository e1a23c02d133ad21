using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Api;

/// <summary>Synchronous recognition: <c>POST /v1/recognize</c> (contract section 5).</summary>
internal static class RecognizeEndpoint
{
    /// <summary>Bytes of audio that one request may send: 100 MB.</summary>
    private const int LargestAudio = 100 * 1024 * 1024;

    public static void MapRecognize(this IEndpointRouteBuilder routes)
        => routes.MapPost("/v1/recognize", RecognizeAsync).WithName("recognize").WithTags("Recognition")
            .Produces<SpeechRecognitionResults>()
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable)
            .TakesQuery(RecognitionArguments.KnownNames)
            .WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<IResult> RecognizeAsync(
        HttpContext http, IRecognizer recognizer, CustomModelResolver resolver, TimeProvider clock,
        CancellationToken cancel)
    {
        // Live audio comes as slowly as people speak, and with their pauses.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        _ = http.Request.CustomerId();
        RecognitionBody body = await RecognitionBody.OpenAsync(http.Request, LargestAudio, clock, cancel)
            .ConfigureAwait(false);
        RequestedRecognition requested;
        SpeechRecognitionResults results;
        await using (body.ConfigureAwait(false))
        {
            requested = await RequestedRecognition.ReadAsync(
                http, body.Arguments, RecognitionInterface.Synchronous, resolver, cancel).ConfigureAwait(false);
            requested = requested with { Unknown = [.. requested.Unknown, .. body.Misplaced] };
            results = await new KeptAliveAnswer(http, clock).WaitAsync(
                recognizer.RecognizeAsync(body.Audio, body.ContentType, requested.Recognition, cancel))
                .ConfigureAwait(false);
        }
        await KeptAliveAnswer.WriteAsync(
            http, results with { Warnings = Warnings(results, requested) },
            WireJson.Plain.SpeechRecognitionResults).ConfigureAwait(false);
        return Results.Empty;
    }

    private static List<string>? Warnings(SpeechRecognitionResults results, RequestedRecognition requested)
    {
        List<string> warnings = [.. requested.Warnings(), .. results.Warnings ?? []];
        return warnings.Count == 0 ? null : warnings;
    }
}
