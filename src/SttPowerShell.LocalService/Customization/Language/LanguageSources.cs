using System.Data.Common;
using SttPowerShell.LocalService.Storage;

namespace SttPowerShell.LocalService.Customization.Language;

/// <summary>The corpora and grammars of custom language models and what can be done with them.</summary>
internal sealed class LanguageSources(
    ServiceStore store, CustomModels models, ResourceUpload upload, BlobStore blobs, TimeProvider clock)
{
    /// <summary>Adds a corpus or grammar, whose analysis then goes on by itself.</summary>
    /// <param name="owner">Whose model it is.</param>
    /// <param name="id">The model.</param>
    /// <param name="added">What it is called and what it is.</param>
    /// <param name="text">Opens its text, once the request is known to be acceptable.</param>
    /// <param name="cancel">Gives up; nothing is left of a text that wasn't read to its end.</param>
    /// <exception cref="RequestRefusedException">
    /// The model isn't this owner's or is busy, or the name is taken or can't be one.
    /// </exception>
    public async Task AddAsync(
        Guid owner, Guid id, NewLanguageSource added, Func<CancellationToken, Task<Stream>> text,
        CancellationToken cancel)
    {
        LanguageSourceNames.Check(added.Kind, added.Name);
        await upload.AddAsync(
            Scope(owner), id, transaction => Replaced(transaction, id, added), text,
            (transaction, blob) => Add(transaction, owner, id, added, blob), cancel).ConfigureAwait(false);
    }

    /// <exception cref="RequestRefusedException">This owner has no such model.</exception>
    public async Task<IReadOnlyList<LanguageSource>> ListAsync(
        Guid owner, Guid id, LanguageSourceKind kind, CancellationToken cancel)
    {
        await models.GetAsync(Scope(owner), id, cancel).ConfigureAwait(false);
        return await store.ReadAsync(connection => LanguageSourceTable.List(connection, id, kind), cancel)
            .ConfigureAwait(false);
    }

    /// <exception cref="RequestRefusedException">This owner has no such model, or it has no such source.</exception>
    public async Task<LanguageSource> GetAsync(
        Guid owner, Guid id, LanguageSourceKind kind, string name, CancellationToken cancel)
    {
        await models.GetAsync(Scope(owner), id, cancel).ConfigureAwait(false);
        return await store.ReadAsync(connection => LanguageSourceTable.Find(connection, id, kind, name), cancel)
            .ConfigureAwait(false) ?? throw LanguageSourceNames.Unknown(kind, name);
    }

    /// <summary>Removes a corpus or grammar, and the words that only it has brought.</summary>
    /// <exception cref="RequestRefusedException">
    /// This owner has no such model, it is busy, or it has no such source.
    /// </exception>
    public async Task DeleteAsync(Guid owner, Guid id, LanguageSourceKind kind, string name, CancellationToken cancel)
    {
        LanguageSource? removed = null;
        await models.ChangeAsync(Scope(owner), id, CustomModelEvent.ChangeData, (transaction, model) =>
        {
            removed = LanguageSourceTable.Find(transaction.Connection!, id, kind, name)
                ?? throw LanguageSourceNames.Unknown(kind, name);
            Remove(transaction, id, removed);
            return model with { Error = null };
        }, cancel).ConfigureAwait(false);
        blobs.Delete(removed!.Blob);
    }

    private static CustomModelScope Scope(Guid owner) => new(owner, CustomModelType.Language);

    /// <summary>What has the name already and may be overwritten; null if nothing has it.</summary>
    private static LanguageSource? Replaced(DbTransaction transaction, Guid id, NewLanguageSource added)
    {
        DbConnection connection = transaction.Connection!;
        LanguageSourceKind other = added.Kind == LanguageSourceKind.Corpus
            ? LanguageSourceKind.Grammar
            : LanguageSourceKind.Corpus;
        if (LanguageSourceTable.Find(connection, id, other, added.Name) is not null)
        {
            throw LanguageSourceNames.TakenByOther(added.Kind, other, added.Name);
        }
        LanguageSource? existing = LanguageSourceTable.Find(connection, id, added.Kind, added.Name);
        if (existing is not null && !added.AllowOverwrite) throw LanguageSourceNames.Exists(added.Kind, added.Name);
        return existing;
    }

    private AddedResource Add(
        DbTransaction transaction, Guid owner, Guid id, NewLanguageSource added, string blob)
    {
        LanguageSource? replaced = Replaced(transaction, id, added);
        if (replaced is not null) Remove(transaction, id, replaced);
        LanguageSource source = new()
        {
            Kind = added.Kind,
            Name = added.Name,
            Form = added.Form,
            Blob = blob,
            CustomerId = added.CustomerId,
            Created = clock.GetUtcNow(),
        };
        LanguageSourceTable.Insert(transaction, id, source);
        return new AddedResource(SourceAnalysis.Operation(owner, id, source), replaced?.Blob);
    }

    private static void Remove(DbTransaction transaction, Guid id, LanguageSource source)
    {
        WordTable.RemoveSource(transaction, id, source.Name);
        LanguageSourceTable.Delete(transaction, id, source.Kind, source.Name);
    }
}
