using System.Text.Json;

namespace SttPowerShell.Client.Credentials;

/// <summary>
/// The user's named credentials: a file, the key of its secrets in another folder, and a lock that lets one process at
/// a time change them. Reading takes no lock, since files are replaced in one step.
/// </summary>
internal sealed class CredentialStore(CredentialDirectories directories, TimeProvider clock)
{
    private const string FileName = "credentials.json";
    private const string LockName = "credentials.lock";
    private const int MostBytes = 16 * 1024 * 1024;
    private static readonly TimeSpan LockLimit = TimeSpan.FromSeconds(20);
    private static readonly TimeSpan LockStep = TimeSpan.FromMilliseconds(20);

    private string FilePath => Path.Combine(directories.Credentials, FileName);

    /// <summary>Whether a name is that of a credential.</summary>
    public static bool IsNamed(StoredCredential credential, string name)
        => credential.Name.Equals(name, StringComparison.OrdinalIgnoreCase);

    /// <summary>All credentials; empty if nothing was ever stored.</summary>
    /// <exception cref="CredentialStoreException">The file can't be used.</exception>
    public CredentialDocument Read() => Guard(ReadDocument);

    /// <summary>The secrets of a credential that lie here.</summary>
    /// <exception cref="CredentialStoreException">They can't be read.</exception>
    public CredentialSecrets Open(StoredCredential credential) => Guard(() =>
    {
        if (credential.Sealed is null) return new CredentialSecrets();
        using CredentialKey? key = CredentialKey.Read(directories.Key);
        return (key ?? throw KeyMissing(credential.Name)).Open(credential);
    });

    /// <summary>Stores a credential in place of the one of its name, and gives that one.</summary>
    /// <param name="credential">All but its secrets.</param>
    /// <param name="secrets">To be kept here; null if they are elsewhere, or there are none.</param>
    /// <param name="makeDefault">Whether it becomes the default.</param>
    /// <param name="cancel">Ends waiting for the lock.</param>
    /// <exception cref="CredentialStoreException">It can't be stored; nothing was changed.</exception>
    public Task<StoredCredential?> SetAsync(
        StoredCredential credential, CredentialSecrets? secrets, bool makeDefault, CancellationToken cancel)
        => ChangeAsync(
            document =>
            {
                StoredCredential stored = secrets is null
                    ? credential
                    : credential with { Sealed = Seal(credential, secrets, document) };
                StoredCredential? former = document.Credentials.FirstOrDefault(c => IsNamed(c, credential.Name));
                IEnumerable<StoredCredential> others = document.Credentials.Where(c => c != former);
                return (document with
                {
                    Credentials = [.. others.Append(stored).OrderBy(c => c.Name, StringComparer.OrdinalIgnoreCase)],
                    Default = makeDefault ? credential.Name : document.Default,
                }, former);
            },
            cancel);

    /// <summary>Makes a stored credential the default; null if there is none of that name.</summary>
    /// <exception cref="CredentialStoreException">It can't be stored; nothing was changed.</exception>
    public Task<StoredCredential?> SetDefaultAsync(string name, CancellationToken cancel)
        => ChangeAsync(
            document => document.Credentials.FirstOrDefault(c => IsNamed(c, name)) is StoredCredential found
                ? (document with { Default = found.Name }, found)
                : (document, null),
            cancel);

    /// <summary>Removes a credential and gives it; null if there is none of that name.</summary>
    /// <exception cref="CredentialStoreException">It can't be removed.</exception>
    public Task<StoredCredential?> RemoveAsync(string name, CancellationToken cancel)
        => ChangeAsync(
            document =>
            {
                StoredCredential? found = document.Credentials.FirstOrDefault(c => IsNamed(c, name));
                if (found is null) return (document, null);
                bool wasDefault = document.Default is string chosen && IsNamed(found, chosen);
                return (document with
                {
                    Credentials = [.. document.Credentials.Where(c => c != found)],
                    Default = wasDefault ? null : document.Default,
                }, found);
            },
            cancel);

    private async Task<StoredCredential?> ChangeAsync(
        Func<CredentialDocument, (CredentialDocument Changed, StoredCredential? Touched)> change,
        CancellationToken cancel)
    {
        Guard(() => PrivateFile.CreateFolder(directories.Credentials));
        using FileStream only = await LockAsync(cancel).ConfigureAwait(false);
        return Guard(() =>
        {
            CredentialDocument document = ReadDocument();
            (CredentialDocument changed, StoredCredential? touched) = change(document);
            if (changed != document)
            {
                PrivateFile.Replace(
                    FilePath,
                    JsonSerializer.SerializeToUtf8Bytes(changed, CredentialJson.Default.CredentialDocument));
            }

            return touched;
        });
    }

    private string Seal(StoredCredential credential, CredentialSecrets secrets, CredentialDocument document)
    {
        using CredentialKey? existing = CredentialKey.Read(directories.Key);
        if (existing is not null) return existing.Seal(secrets, credential);

        // A new key would lock out the others for ever, should the old one only have been moved away.
        StoredCredential? locked = document.Credentials.FirstOrDefault(
            c => c.Sealed is not null && !IsNamed(c, credential.Name));
        if (locked is not null) throw KeyMissing(locked.Name);
        using CredentialKey made = CredentialKey.Create(directories.Key);
        return made.Seal(secrets, credential);
    }

    private CredentialDocument ReadDocument()
    {
        byte[]? json = PrivateFile.Read(FilePath, MostBytes);
        if (json is null) return new CredentialDocument();
        try
        {
            CredentialDocument? document =
                JsonSerializer.Deserialize(json, CredentialJson.Default.CredentialDocument);
            bool isUsable = document is { Version: CredentialDocument.CurrentVersion, Credentials: not null }
                && document.Credentials.All(
                    c => c is { Name.Length: > 0, Authentication: not null }
                        && Uri.TryCreate(c.Uri, UriKind.Absolute, out _));
            return isUsable ? document! : throw Damaged(null);
        }
        catch (JsonException e)
        {
            throw Damaged(e);
        }
    }

    private async Task<FileStream> LockAsync(CancellationToken cancel)
    {
        string path = Path.Combine(directories.Credentials, LockName);
        long begun = clock.GetTimestamp();
        while (true)
        {
            try
            {
                return PrivateFile.OpenAlone(path);
            }
            catch (IOException) when (clock.GetElapsedTime(begun) < LockLimit)
            {
                await Task.Delay(LockStep, clock, cancel).ConfigureAwait(false);
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw Unusable(e);
            }
        }
    }

    private void Guard(Action work) => Guard(() =>
    {
        work();
        return true;
    });

    private T Guard<T>(Func<T> work)
    {
        try
        {
            return work();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw Unusable(e);
        }
    }

    private CredentialStoreException Unusable(Exception e) => new(
        "CredentialStoreUnavailable", $"The credential store in '{directories.Credentials}' can't be used: {e.Message}",
        "Nothing was changed. Mend what the message names, then try again.", e);

    private CredentialStoreException Damaged(Exception? e) => new(
        "CredentialStoreDamaged",
        $"The file '{FilePath}' is not a credential store that this version of the module knows. It was left as it is.",
        "Restore it from a backup or update the module; or move it away, and set the credentials again.", e);

    private CredentialStoreException KeyMissing(string name) => new(
        "CredentialKeyMissing",
        $"The key of the credential store is not in '{directories.Key}', so '{name}' can't be opened.",
        "Restore the key's file; or remove the stored credentials with Remove-SttCredential and set them again.");
}
