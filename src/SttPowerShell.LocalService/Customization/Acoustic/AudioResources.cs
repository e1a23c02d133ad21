using System.Data.Common;
using SttPowerShell.LocalService.Audio;
using SttPowerShell.LocalService.Storage;
using Refusal = SttPowerShell.LocalService.Customization.CustomModelStateMachine.Refusal;

namespace SttPowerShell.LocalService.Customization.Acoustic;

/// <summary>The audio resources of custom acoustic models and what can be done with them.</summary>
internal sealed class AudioResources(
    ServiceStore store, CustomModels models, ResourceUpload upload, BlobStore blobs, AudioFormats formats,
    TimeProvider clock)
{
    /// <summary>Adds a recording or an archive, whose analysis then goes on by itself, beside others.</summary>
    /// <param name="owner">Whose model it is.</param>
    /// <param name="id">The model.</param>
    /// <param name="added">What it is called and what it is.</param>
    /// <param name="audio">Opens its content, once the request is known to be acceptable.</param>
    /// <param name="cancel">Gives up; nothing is left of audio that wasn't read to its end.</param>
    /// <exception cref="RequestRefusedException">
    /// The model isn't this owner's or is busy, the name is taken or can't be one, or the content type isn't supported.
    /// </exception>
    /// <exception cref="Recognition.AudioRejectedException">The content type can't be used.</exception>
    public Task AddAsync(
        Guid owner, Guid id, NewAudioResource added, Func<CancellationToken, Task<Stream>> audio,
        CancellationToken cancel)
    {
        AudioResourceNames.Check(added.Name);
        AudioResourceTypes.Check(formats, added);
        return upload.AddAsync(
            Scope(owner), id, transaction => Replaced(transaction, owner, id, added), audio,
            (transaction, blob) => Add(transaction, owner, id, added, blob), cancel);
    }

    /// <exception cref="RequestRefusedException">This owner has no such model.</exception>
    public async Task<IReadOnlyList<AudioResource>> ListAsync(Guid owner, Guid id, CancellationToken cancel)
    {
        await models.GetAsync(Scope(owner), id, cancel).ConfigureAwait(false);
        return await store.ReadAsync(connection => AudioTable.List(connection, id), cancel).ConfigureAwait(false);
    }

    /// <summary>An audio resource and, of an archive that was read, what is in it.</summary>
    /// <exception cref="RequestRefusedException">This owner has no such model, or it has no such audio.</exception>
    public async Task<(AudioResource Resource, IReadOnlyList<AudioMember> Members)> GetAsync(
        Guid owner, Guid id, string name, CancellationToken cancel)
    {
        await models.GetAsync(Scope(owner), id, cancel).ConfigureAwait(false);
        return await store.ReadAsync(
            connection => (
                AudioTable.Find(connection, id, name) ?? throw AudioResourceNames.Unknown(name),
                AudioTable.Members(connection, id, name)),
            cancel).ConfigureAwait(false);
    }

    /// <summary>Removes an audio resource.</summary>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, or it has no such audio.
    /// </exception>
    public async Task DeleteAsync(Guid owner, Guid id, string name, CancellationToken cancel)
    {
        AudioResource? removed = null;
        await models.ChangeAsync(Scope(owner), id, CustomModelEvent.ChangeData, (transaction, model) =>
        {
            removed = AudioTable.Find(transaction.Connection!, id, name) ?? throw AudioResourceNames.Unknown(name);
            AudioTable.Delete(transaction, id, name);
            return model with { Error = null };
        }, cancel).ConfigureAwait(false);
        blobs.Delete(removed!.Blob);
    }

    private static CustomModelScope Scope(Guid owner) => new(owner, CustomModelType.Acoustic);

    /// <summary>What has the name already and may be overwritten; null if nothing has it.</summary>
    private static AudioResource? Replaced(DbTransaction transaction, Guid owner, Guid id, NewAudioResource added)
    {
        AudioResource? existing = AudioTable.Find(transaction.Connection!, id, added.Name);
        if (existing is not null && !added.AllowOverwrite) throw AudioResourceNames.Exists(added.Name);
        // Others may be added while one is analysed, but it can't be exchanged meanwhile.
        if (existing?.Status == AudioStatus.BeingProcessed)
        {
            CustomModels.Require(CustomModels.Find(transaction.Connection!, Scope(owner), id), Refusal.Locked);
        }
        return existing;
    }

    private AddedResource Add(DbTransaction transaction, Guid owner, Guid id, NewAudioResource added, string blob)
    {
        AudioResource? replaced = Replaced(transaction, owner, id, added);
        if (replaced is not null) AudioTable.Delete(transaction, id, replaced.Name);
        AudioTable.Insert(transaction, id, new AudioResource
        {
            Name = added.Name,
            ContentType = added.ContentType!,
            ContainedType = string.IsNullOrWhiteSpace(added.ContainedType) ? null : added.ContainedType,
            Blob = blob,
            CustomerId = added.CustomerId,
            Created = clock.GetUtcNow(),
        });
        return new AddedResource(AudioAnalysis.Operation(owner, id, added.Name), replaced?.Blob);
    }
}
