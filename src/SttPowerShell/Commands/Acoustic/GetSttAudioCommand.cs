using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Completion;

namespace SttPowerShell.Commands;

/// <summary>Gets audio of custom acoustic models.</summary>
/// <remarks>
/// <para>Without -Name it lists all recordings and archives of the models. An archive that is named without wildcards,
/// or piped in, has its recordings in the property Members. With -Total it counts them, and gives the minutes that are
/// valid.</para>
/// <para>The objects are snapshots: they don't change when the audio does.</para>
/// </remarks>
/// <example>
/// <summary>List the audio of a model.</summary>
/// <code>Get-SttAudio support</code>
/// <para>Shows name, status, seconds and format.</para>
/// </example>
/// <example>
/// <summary>See how many minutes there are to train with.</summary>
/// <code>Get-SttCustomModel -Type Acoustic | Get-SttAudio -Total</code>
/// <para>Minutes of valid audio for each model; training needs 10 at least.</para>
/// </example>
/// <example>
/// <summary>Find out why an archive can't be used.</summary>
/// <code>(Get-SttAudio support april).Members | Where-Object Status -eq Invalid</code>
/// <para>One recording that can't be used makes the archive invalid.</para>
/// </example>
/// <seealso cref="AddSttAudioCommand"/>
/// <seealso cref="RemoveSttAudioCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#listaudio">
/// Watson Speech to Text API: list audio resources</seealso>
[Cmdlet(VerbsCommon.Get, "SttAudio", DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(SttAudio), typeof(SttAudioTotal))]
public sealed class GetSttAudioCommand : GetModelResourceCmdlet
{
    /// <summary>Names of audio. Wildcards are allowed. Without it all are listed.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AudioCompleter))]
    public string[] Name { get; set; } = ["*"];

    /// <summary>Emits for each model how many minutes of valid audio it has, in place of the audio.</summary>
    [Parameter(ParameterSetName = NameSet)]
    public SwitchParameter Total { get; set; }

    /// <summary>Audio to ask for again.</summary>
    [Parameter(ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SttAudio[] InputObject { get; set; } = [];

    private protected override ModelResourceKind Kind => ModelResourceKind.Audio;

    private protected override IReadOnlyList<string> Names => Name;

    private protected override IEnumerable<(object Target, ModelResourceKey Key)> Input => InputObject.Select(
        i => ((object)i, new ModelResourceKey(i.ModelId, i.Archive ?? i.Name, i.Session)));

    private protected override Task TakeAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
        => Total
            ? TryAsync(model, session, () => WriteTotalAsync(model, session, cancel))
            : base.TakeAsync(model, session, cancel);

    private protected override async Task TakeAsync(
        ModelResource resource, ModelResourceKey key, SttSession session, CancellationToken cancel)
    {
        bool isWhole = resource.Value is SttAudio { IsArchive: true }
            && Name.Contains(resource.Name, StringComparer.OrdinalIgnoreCase);
        // Only by itself an archive tells what is in it.
        if (isWhole) await TakeAsync(resource.Value, key, session, cancel);
        else await base.TakeAsync(resource, key, session, cancel);
    }

    private async Task WriteTotalAsync(SttCustomModel model, SttSession session, CancellationToken cancel)
    {
        AudioList list = await session.Client.Audio.ListAsync(model.Id, cancel);
        SttAudioStatus[] all = [.. list.Audio!.Select(a => SttAudio.From(a, model.Id, session).Status)];
        WriteObject(new SttAudioTotal
        {
            Model = model.ToString(),
            ModelId = model.Id,
            Minutes = list.TotalMinutes,
            Valid = all.Count(s => s == SttAudioStatus.Ok),
            Invalid = all.Count(s => s == SttAudioStatus.Invalid),
            BeingProcessed = all.Count(s => s == SttAudioStatus.BeingProcessed),
        });
    }
}
