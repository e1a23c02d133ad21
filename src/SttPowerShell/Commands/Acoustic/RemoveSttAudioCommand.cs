using System.Management.Automation;
using SttPowerShell.Completion;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Removes audio from custom acoustic models.</summary>
/// <remarks>
/// <para>An archive is removed as a whole. The model must be trained again for the removal to take effect.</para>
/// </remarks>
/// <example>
/// <summary>Remove one recording.</summary>
/// <code>Remove-SttAudio support noisy-call</code>
/// <para>The first name is the model's.</para>
/// </example>
/// <example>
/// <summary>Remove all that can't be used.</summary>
/// <code>Get-SttAudio support | Where-Object Status -eq Invalid | Remove-SttAudio</code>
/// <para>What Get-SttAudio emits knows its model.</para>
/// </example>
/// <seealso cref="GetSttAudioCommand"/>
/// <seealso cref="AddSttAudioCommand"/>
/// <seealso href="https://cloud.ibm.com/apidocs/speech-to-text#deleteaudio">
/// Watson Speech to Text API: delete an audio resource</seealso>
[Cmdlet(VerbsCommon.Remove, "SttAudio", SupportsShouldProcess = true, DefaultParameterSetName = ObjectSet)]
[OutputType(typeof(SttAudio))]
public sealed class RemoveSttAudioCommand : RemoveModelResourceCmdlet
{
    /// <summary>Names of audio. Wildcards are allowed; * means all.</summary>
    [Parameter(Position = 1, ParameterSetName = NameSet)]
    [ValidateNotNullOrEmpty]
    [SupportsWildcards]
    [ArgumentCompleter(typeof(AudioCompleter))]
    public string[] Name { get; set; } = [];

    /// <summary>Audio to remove.</summary>
    [Parameter(ParameterSetName = ObjectSet, ValueFromPipeline = true)]
    [ValidateNotNullOrEmpty]
    public SttAudio[] InputObject { get; set; } = [];

    private protected override ModelResourceKind Kind => ModelResourceKind.Audio;

    private protected override IReadOnlyList<string> Names => Name;

    private protected override IEnumerable<(object Target, ModelResourceKey Key)> Input
    {
        get
        {
            foreach (SttAudio audio in InputObject)
            {
                // One by one they can't be removed, and the archive may hold others that shall stay.
                if (audio.Archive is not null) WriteError(AudioErrors.InArchive(audio));
                else yield return (audio, new ModelResourceKey(audio.ModelId, audio.Name, audio.Session));
            }
        }
    }
}
