using SttPowerShell.Client.Wire;
using SttPowerShell.LocalService.Api.Authentication;
using SttPowerShell.LocalService.Customization;
using SttPowerShell.LocalService.Recognition;

namespace SttPowerShell.LocalService.Api;

/// <summary>What a request to recognise asks for, checked alike for all interfaces.</summary>
/// <param name="Recognition">The models and parameters to recognise with.</param>
/// <param name="Unknown">The names of parameters that interface or model don't know, in their order.</param>
internal sealed record RequestedRecognition(RecognitionRequest Recognition, IReadOnlyList<string> Unknown)
{
    /// <exception cref="RequestRefusedException">A parameter can't be used, or a model isn't there.</exception>
    public static async Task<RequestedRecognition> ReadAsync(
        HttpContext http, RecognitionArguments arguments, RecognitionInterface @interface,
        CustomModelResolver resolver, CancellationToken cancel)
    {
        RequestedRecognition requested = await ResolveAsync(
            arguments, http.Instance().Owner, @interface, resolver, cancel).ConfigureAwait(false);
        return requested with
        {
            Recognition = requested.Recognition with { IsLive = http.Request.ContentLength is null },
        };
    }

    /// <exception cref="RequestRefusedException">A parameter can't be used, or a model isn't there.</exception>
    public static async Task<RequestedRecognition> ResolveAsync(
        RecognitionArguments arguments, Guid owner, RecognitionInterface @interface, CustomModelResolver resolver,
        CancellationToken cancel)
    {
        string name = arguments.Parameters([]).Model ?? BaseModel.DefaultName;
        BaseModel model = BaseModel.Find(name)
            ?? throw new RequestRefusedException(StatusCodes.Status404NotFound, $"Model {name} not found");
        BaseModelFeatures.Check(model, arguments);
        IReadOnlyList<string> without = [.. @interface.Lacks, .. BaseModelFeatures.Unknown(model)];
        RecognitionParameters parameters = arguments.Parameters(without);
        RecognitionRules.Check(parameters);
        RecognitionRequest request = await resolver.ResolveAsync(owner, model, parameters, cancel)
            .ConfigureAwait(false);
        return new RequestedRecognition(
            request,
            [.. arguments.Names.Where(sent => !RecognitionArguments.IsKnown(sent) || without.Contains(sent))]);
    }

    /// <summary>The warnings about parameters that aren't known, or have no effect here.</summary>
    /// <param name="others">Parameters that the interface has besides those of recognition.</param>
    public IEnumerable<string> Warnings(params IEnumerable<string> others)
    {
        List<string> unknown = [.. Unknown.Except(others)];
        if (unknown.Count > 0) yield return $"Unknown arguments: {string.Join(", ", unknown)}.";
        if (Recognition.Warning is string old) yield return old;
        foreach (string warning in RecognitionRules.Warnings(Recognition.Parameters)) yield return warning;
    }
}
