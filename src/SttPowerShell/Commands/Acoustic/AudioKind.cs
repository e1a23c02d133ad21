using System.Management.Automation;
using SttPowerShell.Client.Wire;
using SttPowerShell.Errors;

namespace SttPowerShell.Commands;

/// <summary>Audio of custom acoustic models.</summary>
internal sealed class AudioKind : ModelResourceKind
{
    public override string Noun => "audio";

    public override SttModelType ModelType => SttModelType.Acoustic;

    public override IReadOnlyCollection<string> ReservedNames => [];

    public override async Task<IReadOnlyList<ModelResource>> ListAsync(
        SttSession session, string modelId, CancellationToken cancel)
    {
        AudioList list = await session.Client.Audio.ListAsync(modelId, cancel);
        return [.. list.Audio!.Select(a => From(SttAudio.From(a, modelId, session)))];
    }

    public override async Task<ModelResource> GetAsync(
        SttSession session, string modelId, string name, CancellationToken cancel)
        => From(SttAudio.From(await session.Client.Audio.GetAsync(modelId, name, cancel), modelId, session));

    public override Task DeleteAsync(SttSession session, string modelId, string name, CancellationToken cancel)
        => session.Client.Audio.DeleteAsync(modelId, name, cancel);

    public override ErrorRecord Invalid(ModelResource resource, SttCustomModel model, object target)
        => AudioErrors.Invalid((SttAudio)resource.Value, model, target);

    private static ModelResource From(SttAudio audio) => new(
        audio.Name, audio.Status == SttAudioStatus.BeingProcessed, audio.Status == SttAudioStatus.Invalid, audio);
}
