using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Api;

/// <summary>What a request to recognise asks for, checked alike for all interfaces.</summary>
/// <param name="Query">Its parameters.</param>
/// <param name="Recognition">The models and parameters to recognise with.</param>
internal sealed record RequestedRecognition(RecognitionQuery Query, RecognitionRequest Recognition)
{
    /// <exception cref="RequestRefusedException">A parameter can't be used, or a model isn't there.</exception>
    public static async Task<RequestedRecognition> ReadAsync(
        HttpContext http, CustomModelResolver resolver, CancellationToken cancel)
    {
        RecognitionQuery query = RecognitionQuery.Read(http.Request);
        string name = query.Parameters.Model ?? BaseModel.DefaultName;
        BaseModel model = BaseModel.Find(name)
            ?? throw new RequestRefusedException(StatusCodes.Status404NotFound, $"Model {name} not found");
        BaseModelFeatures.Check(model, http.Request);
        RecognitionRules.Check(query.Parameters);
        RecognitionRequest request = await resolver.ResolveAsync(
            http.Instance().Owner, model, query.Parameters, cancel).ConfigureAwait(false);
        return new RequestedRecognition(query, request with { IsLive = http.Request.ContentLength is null });
    }

    /// <summary>The warnings about parameters that aren't known, or have no effect here.</summary>
    /// <param name="others">Parameters that the interface has besides those of recognition.</param>
    public IEnumerable<string> Warnings(params IEnumerable<string> others)
    {
        List<string> ignored =
        [
            .. Query.Unknown.Except(others)
                .Where(name => !BaseModelFeatures.IsWithoutEffect(Recognition.Model, name)),
        ];
        if (ignored.Count > 0) yield return $"Unknown arguments: {string.Join(", ", ignored)}.";
        if (Recognition.Warning is string old) yield return old;
        foreach (string warning in RecognitionRules.Warnings(Query.Parameters)) yield return warning;
    }
}
