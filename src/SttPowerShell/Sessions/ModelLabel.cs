using System.Globalization;

namespace SttPowerShell.Sessions;

/// <summary>Names what recognised: the custom models, else the base model.</summary>
internal static class ModelLabel
{
    public static string Of(string? baseModel, string? language, double? weight, string? acoustic)
    {
        if (language is not null && weight is double counted)
        {
            language = string.Create(CultureInfo.InvariantCulture, $"{language} {counted}");
        }
        return (language, acoustic) switch
        {
            (null, null) => baseModel ?? "",
            (null, _) => acoustic,
            (_, null) => language,
            _ => $"{language} + {acoustic}",
        };
    }

    /// <summary>What made a transcript; custom models by their names, if an open session has seen them.</summary>
    public static string Of(SttTranscript transcript) => Of(
        transcript.BaseModel, Name(transcript.LanguageModelId), transcript.CustomizationWeight,
        Name(transcript.AcousticModelId));

    private static string? Name(string? id)
        => SessionRegistry.Open.Select(session => session.Seen(id)).FirstOrDefault(model => model is not null)?.ToString()
            ?? id;
}
