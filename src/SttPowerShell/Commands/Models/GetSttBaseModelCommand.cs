using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Lists the base models that the service offers.</summary>
/// <remarks>
/// <para>A base model stands for a language and a least sampling rate of the audio. Recognition uses one, and a custom
/// model adapts one.</para>
/// </remarks>
/// <example>
/// <summary>List all base models.</summary>
/// <code>Get-SttBaseModel</code>
/// <para>Shows name, language, rate in Hz, and whether custom models can be made for each.</para>
/// </example>
/// <example>
/// <summary>Find the models for telephone audio.</summary>
/// <code>Get-SttBaseModel *_Telephony, *_NarrowbandModel |
///     Where-Object Language -eq en-US</code>
/// <para>Wildcards match names; several patterns are alternatives.</para>
/// </example>
/// <seealso cref="InvokeSttRecognitionCommand"/>
/// <seealso cref="NewSttCustomModelCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#listmodels">
/// Watson Speech to Text API: list models</seealso>
[Cmdlet(VerbsCommon.Get, "SttBaseModel")]
[OutputType(typeof(SttBaseModel))]
public sealed class GetSttBaseModelCommand : SttCmdlet
{
    private readonly Dictionary<SttSession, IReadOnlyList<SttBaseModel>> _lists = [];

    /// <summary>Names of base models. Wildcards are allowed. Without it all are listed.</summary>
    [Parameter(Position = 0, ValueFromPipeline = true)]
    [Alias("BaseModel")]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(BaseModelCompleter))]
    public string[] Name { get; set; } = ["*"];

    private protected override async Task ProcessAsync(CancellationToken cancel)
    {
        if (FindSession() is not SttSession session) return;
        if (!_lists.ContainsKey(session)
            && !await TryAsync(null, session, async () => _lists[session] = await session.ListBaseModelsAsync(cancel)))
        {
            return;
        }
        foreach (string name in Name) WriteMatches(name, _lists[session]);
    }

    private void WriteMatches(string name, IReadOnlyList<SttBaseModel> models)
    {
        WildcardPattern pattern = new(name, WildcardOptions.IgnoreCase);
        SttBaseModel[] matches = [.. models.Where(m => pattern.IsMatch(m.Name))];
        WriteObject(matches, true);
        if (matches.Length == 0 && !WildcardPattern.ContainsWildcardCharacters(name))
        {
            WriteError(SttErrors.BaseModelNotFound(name, models.Select(m => m.Name)));
        }
    }
}
