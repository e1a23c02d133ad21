using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;
using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Api;

/// <summary>Synchronous recognition: <c>POST /v1/recognize</c> (contract section 5).</summary>
internal static class RecognizeEndpoint
{
    /// <summary>Bytes of audio that one request may send: 100 MB.</summary>
    private const int LargestBody = 100 * 1024 * 1024;

    public static void MapRecognize(this IEndpointRouteBuilder routes)
        => routes.MapPost("/v1/recognize", RecognizeAsync).WithName("recognize").WithTags("Recognition")
            .Produces<SpeechRecognitionResults>()
            .Refuses(
                StatusCodes.Status400BadRequest, StatusCodes.Status404NotFound, StatusCodes.Status413PayloadTooLarge,
                StatusCodes.Status415UnsupportedMediaType, StatusCodes.Status503ServiceUnavailable)
            .TakesQuery(RecognitionQuery.Names)
            .WithMetadata(new DisableRequestSizeLimitAttribute());

    private static async Task<IResult> RecognizeAsync(
        HttpContext http, IRecognizer recognizer, CustomModelResolver resolver, TimeProvider clock,
        CancellationToken cancel)
    {
        // Live audio comes as slowly as people speak, and with their pauses.
        if (http.Features.Get<IHttpMinRequestBodyDataRateFeature>() is { } rate) rate.MinDataRate = null;
        RecognitionQuery query = RecognitionQuery.Read(http.Request);
        string name = query.Parameters.Model ?? BaseModel.DefaultName;
        BaseModel model = BaseModel.Find(name)
            ?? throw new RequestRefusedException(StatusCodes.Status404NotFound, $"Model {name} not found");
        BaseModelFeatures.Check(model, http.Request);
        RecognitionRules.Check(query.Parameters);
        RecognitionRequest request = await resolver.ResolveAsync(
            http.Instance().Owner, model, query.Parameters, cancel).ConfigureAwait(false);
        request = request with { IsLive = http.Request.ContentLength is null };
        if (http.Request.ContentLength > LargestBody) throw LimitedBody.TooLarge(LargestBody);
        LimitedBody audio = new(http.Request.Body, LargestBody);
        SpeechRecognitionResults results;
        await using (audio.ConfigureAwait(false))
        {
            results = await new KeptAliveAnswer(http, clock).WaitAsync(
                recognizer.RecognizeAsync(audio, http.Request.ContentType, request, cancel))
                .ConfigureAwait(false);
        }
        await KeptAliveAnswer.WriteAsync(
            http, results with { Warnings = Warnings(results, model, query) },
            WireJson.Plain.SpeechRecognitionResults).ConfigureAwait(false);
        return Results.Empty;
    }

    private static List<string>? Warnings(SpeechRecognitionResults results, BaseModel model, RecognitionQuery query)
    {
        List<string> warnings = [.. results.Warnings ?? []];
        List<string> ignored = [.. query.Unknown.Where(name => !BaseModelFeatures.IsWithoutEffect(model, name))];
        warnings.InsertRange(0, RecognitionRules.Warnings(query.Parameters));
        if (ignored.Count > 0) warnings.Insert(0, $"Unknown arguments: {string.Join(", ", ignored)}.");
        return warnings.Count == 0 ? null : warnings;
    }
}
